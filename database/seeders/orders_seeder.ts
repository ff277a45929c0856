import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Random } from '#database/seeders/catalog/random'
import { bulkPost } from '#database/seeders/orders/bulk_post'
import { loadDiscountSources, loadShelf } from '#database/seeders/orders/goods'
import { pickMoments } from '#database/seeders/orders/moments'
import { pastPostings } from '#database/seeders/orders/past_postings'
import { pastRows } from '#database/seeders/orders/past_rows'
import { PurchaseGenerator, type PastPurchase } from '#database/seeders/orders/purchase_generator'
import { listCommissionRules } from '#orders/queries/list_commission_rules'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type OrdersSeed = {
  /** How far back the first purchase lies. */
  days: number
  /** How many purchases there shall be; some are of two sellers and make two orders. */
  orders: number
  /** People of the demo, who bought things too. */
  buyerIds: string[]
  now?: Date
}

const BATCH = 500
const LANES = 2

/** Fills the past with purchases whose money is in the ledger. Running it again adds only what is missing. */
export async function seedOrders({ days, orders, buyerIds, now = new Date() }: OrdersSeed): Promise<{ orders: number }> {
  const missing = orders - (await countSeeded())
  const shelf = await loadShelf()
  if (missing <= 0 || !shelf.all.length) return { orders: await countOrders() }

  const random = new Random(20_26 + missing)
  const tenantIds = [...new Set(shelf.all.map(({ tenantId }) => tenantId))]
  const rules = await listCommissionRules(db, tenantIds)
  const everybody = [...buyerIds, ...(await seedCustomers(Math.min(500, Math.ceil(missing / 8)), buyerIds[0]))]
  const generator = new PurchaseGenerator(random, { shelf, rules, now, buyerIds: everybody, discounts: await loadDiscountSources() })
  const moments = pickMoments(random, { count: missing, days, now })
  await inLanes(chunks(moments, BATCH), (chunk) => write(chunk.map((at) => generator.generate(at))))
  await sqlRun(
    db,
    'analyze order_groups, orders, order_lines, commission_lines, order_status_history, payment_intents, ledger_accounts, ledger_entries'
  )
  return { orders: await countOrders() }
}

async function write(purchases: PastPurchase[]): Promise<void> {
  await db.transaction(async (trx) => {
    for (const [table, rows] of pastRows(purchases)) await insertAll(trx, table, rows)
    // What can be checked now is checked before the other lane is kept waiting.
    await sqlRun(trx, 'set constraints all immediate')
    await sqlRun(trx, 'set constraints all deferred')
    await bulkPost(trx, pastPostings(purchases))
  })
}

async function insertAll(trx: TransactionClientContract, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (!rows.length) return
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ')
  await sqlRun(trx, `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, ?::jsonb)`, [
    JSON.stringify(rows),
  ])
}

/** Customers without a face, who sign in with the password of the demo's buyer. */
async function seedCustomers(howMany: number, likeUserId: string): Promise<string[]> {
  const rows = Array.from({ length: howMany }, (_, at) => ({ id: newId(), name: `customer-${at + 1}` }))
  const sql = `insert into users (id, email, username, full_name, password_hash, locale)
    select r.id, r.name || '@customers.demo', r.name, 'Customer ' || substr(r.name, 10), u.password_hash, u.locale
      from jsonb_to_recordset(?::jsonb) as r (id uuid, name text), users u where u.id = ?
    on conflict (email) do update set updated_at = users.updated_at returning id`
  return (await sqlRows<{ id: string }>(db, sql, [JSON.stringify(rows), likeUserId])).map(({ id }) => id)
}

const countSeeded = () => count(`select count(*) as n from order_groups where request_hash = 'seed'`)
const countOrders = () => count('select count(*) as n from orders')

async function count(sql: string): Promise<number> {
  const [{ n }] = await sqlRows<{ n: number }>(db, sql)
  return n
}

function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
}

/** The generator's dice are thrown in one order whatever the database does: chunks are made one after another, written two at a time. */
async function inLanes<T>(list: T[], work: (one: T) => Promise<void>): Promise<void> {
  const open = [...list]
  const lane = async () => {
    for (let one = open.shift(); one; one = open.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}
