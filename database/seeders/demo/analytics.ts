import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ClickHouse } from '#analytics/clickhouse/click_house'
import { AnalyticsUnavailable } from '#analytics/exceptions'
import type { SaleFact } from '#analytics/sale_fact'

const BATCH = 1_000

/**
 * Loads the facts of seeded orders, which have no events: the order's own id stands for the event's. The engine is
 * asked first which orders it has, so running it again adds only what is missing. Answers how many facts were new.
 */
export async function seedAnalytics(): Promise<number> {
  const clickhouse = await app.container.make(ClickHouse)
  try {
    return await load(clickhouse)
  } catch (error) {
    if (error instanceof AnalyticsUnavailable) return 0
    throw error
  }
}

async function load(clickhouse: ClickHouse): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000'
  let loaded = 0
  for (;;) {
    const facts = await readFacts(after)
    if (!facts.length) return loaded
    after = facts.at(-1)!.order_id
    const fresh = await withoutKnown(clickhouse, facts)
    await clickhouse.insert('sale_facts', fresh, `seed-${after}`)
    loaded += fresh.length
  }
}

async function withoutKnown(clickhouse: ClickHouse, facts: SaleFact[]): Promise<SaleFact[]> {
  const known = await clickhouse.rows<{ order_id: string }>(
    `select distinct order_id from sale_facts where order_id in {ids: Array(UUID)}`,
    { ids: [...new Set(facts.map((fact) => fact.order_id))] }
  )
  const ids = new Set(known.map((row) => row.order_id))
  return facts.filter((fact) => !ids.has(fact.order_id))
}

const SEEDED = `where g.request_hash = 'seed' and g.paid_at is not null`

/** Whole orders in the order of their ids; UUIDv7 keeps months together, which is how the engine stores them. */
const readFacts = (after: string) =>
  sqlRows<SaleFact>(
    db,
    `with batch as (
       select o.id, o.tenant_id, o.buyer_id, o.currency, o.seller_id, g.paid_at from orders o join order_groups g on g.id = o.group_id
       ${SEEDED} and o.id > ? order by o.id limit ${BATCH})
     select b.tenant_id, to_char(b.paid_at at time zone 'UTC', 'YYYY-MM-DD') as day, to_char(b.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as occurred_at,
       b.id as event_id, l.position - 1 as line_no, 'sale' as kind, b.id as order_id, b.buyer_id, s.name as seller_name, l.product_id, l.title as product_title,
       coalesce(l.category_id, '00000000-0000-0000-0000-000000000000') as category_id, b.currency, l.quantity, l.total_minor as revenue_minor, l.discount_minor
       from batch b join order_lines l on l.order_id = b.id join sellers s on s.id = b.seller_id order by b.id, l.position`,
    [after]
  )
