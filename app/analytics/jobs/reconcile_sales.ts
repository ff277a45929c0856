import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { ClickHouse } from '#analytics/clickhouse/click_house'
import RecordSales, { CONSUMER } from '#analytics/jobs/record_sales'
import { listPaidOrders, type PaidOrder } from '#orders/queries/list_paid_orders'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

const LOOK_BACK_HOURS = 48
/** Younger orders may still be on their way. */
const SETTLING_MINUTES = 10

/**
 * Holds the facts against the orders: `analytics − orders = 0`, shown on the dashboard. Orders the engine does not
 * know are replayed from the outbox; a difference that remains is kept and shown, not hidden.
 */
@inject()
export default class ReconcileSales implements Job {
  constructor(
    private clickhouse: ClickHouse,
    private recordSales: RecordSales
  ) {}

  async handle() {
    const to = Clock.now().minus({ minutes: SETTLING_MINUTES })
    const from = to.minus({ hours: LOOK_BACK_HOURS })
    const orders = await listPaidOrders(from.toJSDate(), to.toJSDate())
    const missing = await this.#findMissing(orders)
    const repaired = await this.#replay(missing)
    const difference = await this.#difference(orders)
    await db.table('analytics_checks').insert({
      range_from: from.toJSDate(),
      range_to: to.toJSDate(),
      orders: orders.length,
      missing: missing.length,
      repaired,
      difference_minor: difference,
    })
  }

  async #findMissing(orders: PaidOrder[]): Promise<string[]> {
    const known = await this.#counted(orders)
    return orders.filter(({ id }) => !known.has(id)).map(({ id }) => id)
  }

  async #difference(orders: PaidOrder[]): Promise<number> {
    const known = await this.#counted(orders)
    return orders.reduce((sum, { id, revenueMinor }) => sum + (known.get(id) ?? 0) - revenueMinor, 0)
  }

  async #counted(orders: PaidOrder[]): Promise<Map<string, number>> {
    if (!orders.length) return new Map()
    const rows = await this.clickhouse.rows<{ order_id: string; revenue: string }>(
      `select order_id, sum(revenue_minor) as revenue from sale_facts where kind = 'sale' and order_id in {ids: Array(UUID)} group by order_id`,
      { ids: orders.map(({ id }) => id) }
    )
    return new Map(rows.map(({ order_id: id, revenue }) => [id, Number(revenue)]))
  }

  /** The engine lost them or never got them: the mark that says otherwise is taken back first. */
  async #replay(orderIds: string[]): Promise<number> {
    if (!orderIds.length) return 0
    const events = await sqlRows<DomainEvent>(
      db,
      `select id, name, tenant_id as "tenantId", aggregate_id as "aggregateId", payload, occurred_at as "occurredAt"
         from outbox where name = 'orders.order_paid.v1' and aggregate_id = any(?)`,
      [orderIds]
    )
    if (!events.length) return 0
    await sqlRun(db, 'delete from consumed_events where consumer = ? and event_id = any(?::uuid[])', [CONSUMER, events.map(({ id }) => id)])
    await this.recordSales.handle({ batchId: newId(), events })
    return events.length
  }
}
