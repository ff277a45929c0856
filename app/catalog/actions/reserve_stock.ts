import { inject } from '@adonisjs/core'
import { inTransaction } from '#core/database/in_transaction'
import { sqlRun } from '#core/database/sql'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { OutOfStock } from '#catalog/exceptions/stock'
import { stockChanged } from '#catalog/events/stock_changed'
import { availableByOffer, lockStock, type StockRow } from '#catalog/queries/lock_stock'
import type { DateTime } from 'luxon'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReserveLine = { offerId: string; quantity: number }

export type ReserveStockInput = {
  actor: Actor
  /** What the goods are promised to, e.g. the id of an order group. A reference reserves once. */
  reference: string
  lines: ReserveLine[]
  expiresAt: DateTime
  /** The caller's transaction: the promise then stands or falls with it. */
  trx?: TransactionClientContract
}

export type Reserved = { id: string; offerId: string; warehouseId: string; tenantId: string; quantity: number }

/** Promises goods to a buyer until `expiresAt`: all lines or none. Throws `OutOfStock` naming each line that fails. */
@inject()
export class ReserveStock {
  constructor(private readonly outbox: Outbox) {}

  async handle({ reference, lines, expiresAt, trx }: ReserveStockInput): Promise<Reserved[]> {
    return inTransaction(trx, async (client) => {
      const wanted = totalByOffer(lines)
      const rows = await lockStock(client, [...wanted.keys()])
      const before = availableByOffer(rows.filter(({ sellable }) => sellable))
      assertEnough(wanted, before)

      const reserved = allocate(wanted, rows)
      await book(client, { reserved, reference, expiresAt })
      await this.outbox.record(client, ...soldOut(wanted, before, rows))
      return reserved
    })
  }
}

/** The same offer may stand in two lines: its rows are locked and checked once. */
function totalByOffer(lines: ReserveLine[]) {
  const totals = new Map<string, number>()
  for (const { offerId, quantity } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`${quantity} is no quantity`)
    totals.set(offerId, (totals.get(offerId) ?? 0) + quantity)
  }
  return totals
}

function assertEnough(wanted: Map<string, number>, available: Map<string, number>) {
  const shortages = [...wanted]
    .map(([offerId, requested]) => ({ offerId, requested, available: available.get(offerId) ?? 0 }))
    .filter(({ requested, available: left }) => requested > left)
  if (shortages.length) throw new OutOfStock(shortages)
}

function allocate(wanted: Map<string, number>, rows: StockRow[]): Reserved[] {
  const open = new Map(wanted)
  const reserved: Reserved[] = []
  for (const row of rows) {
    const quantity = Math.min(row.available, open.get(row.offer_id) ?? 0)
    if (quantity <= 0) continue
    open.set(row.offer_id, open.get(row.offer_id)! - quantity)
    reserved.push({ id: newId(), offerId: row.offer_id, warehouseId: row.warehouse_id, tenantId: row.tenant_id, quantity })
  }
  return reserved
}

/** The guard repeats what the lock has promised: a bug above ends as a refused insert, never as an oversold shelf. */
async function book(client: TransactionClientContract, input: { reserved: Reserved[]; reference: string; expiresAt: DateTime }) {
  const { reserved, reference, expiresAt } = input
  const booked = await sqlRun(
    client,
    `with wanted as (
       select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int[]) as w (id, offer_id, warehouse_id, quantity)
     ), taken as (
       update stock_levels s set reserved = s.reserved + w.quantity, updated_at = now()
         from wanted w
        where s.offer_id = w.offer_id and s.warehouse_id = w.warehouse_id and s.on_hand - s.reserved >= w.quantity
       returning w.id, s.tenant_id, s.offer_id, s.warehouse_id, w.quantity
     )
     insert into reservations (id, reference, tenant_id, offer_id, warehouse_id, quantity, expires_at)
     select id, ?, tenant_id, offer_id, warehouse_id, quantity, ? from taken`,
    [
      reserved.map(({ id }) => id),
      reserved.map(({ offerId }) => offerId),
      reserved.map(({ warehouseId }) => warehouseId),
      reserved.map(({ quantity }) => quantity),
      reference,
      expiresAt.toJSDate(),
    ]
  )
  if (booked !== reserved.length) throw new OutOfStock([])
}

function soldOut(wanted: Map<string, number>, before: Map<string, number>, rows: StockRow[]) {
  return [...wanted]
    .filter(([offerId, quantity]) => before.get(offerId) === quantity)
    .map(([offerId]) => {
      const row = rows.find(({ offer_id }) => offer_id === offerId)!
      return stockChanged({ tenantId: row.tenant_id, productId: row.product_id, offerId, available: 0 })
    })
}
