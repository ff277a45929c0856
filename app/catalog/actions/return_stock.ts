import { inject } from '@adonisjs/core'
import { inTransaction } from '#core/database/in_transaction'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Outbox } from '#core/outbox/outbox'
import { stockChanged } from '#catalog/events/stock_changed'
import { availableByOffer, lockStock } from '#catalog/queries/lock_stock'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReturnStockInput = {
  actor: Actor
  /** What the goods were promised to when they were sold. */
  reference: string
  lines: { offerId: string; quantity: number }[]
  trx?: TransactionClientContract
}

type Sold = { offer_id: string; warehouse_id: string; quantity: number }

/**
 * Sold goods come back to the shelf they left. Not idempotent by itself: the caller's state change, in the same
 * transaction, is what happens once.
 */
@inject()
export class ReturnStock {
  constructor(private readonly outbox: Outbox) {}

  async handle({ reference, lines, trx }: ReturnStockInput): Promise<void> {
    await inTransaction(trx, async (client) => {
      const offerIds = [...new Set(lines.map(({ offerId }) => offerId))]
      const before = availableByOffer(await lockStock(client, offerIds))
      await putBack(client, shares(lines, await soldUnder(client, reference, offerIds)))
      const after = await lockStock(client, offerIds)
      const available = availableByOffer(after)
      const back = offerIds.filter((id) => before.get(id) === 0 && (available.get(id) ?? 0) > 0)
      const rows = new Map(after.map((row) => [row.offer_id, row]))
      const events = back.map((offerId) => {
        const { tenant_id, product_id } = rows.get(offerId)!
        return stockChanged({ tenantId: tenant_id, productId: product_id, offerId, available: available.get(offerId)! })
      })
      await this.outbox.record(client, ...events)
    })
  }
}

const soldUnder = (client: TransactionClientContract, reference: string, offerIds: string[]) =>
  sqlRows<Sold>(
    client,
    `select offer_id, warehouse_id, quantity from reservations
      where reference = ? and state = 'consumed' and offer_id = any(?::uuid[]) order by offer_id, warehouse_id`,
    [reference, offerIds]
  )

function shares(lines: ReturnStockInput['lines'], sold: Sold[]): Sold[] {
  const open = new Map<string, number>()
  for (const { offerId, quantity } of lines) open.set(offerId, (open.get(offerId) ?? 0) + quantity)
  return sold.flatMap((row) => {
    const quantity = Math.min(row.quantity, open.get(row.offer_id) ?? 0)
    open.set(row.offer_id, (open.get(row.offer_id) ?? 0) - quantity)
    return quantity > 0 ? [{ ...row, quantity }] : []
  })
}

const putBack = (client: TransactionClientContract, rows: Sold[]) =>
  sqlRun(
    client,
    `update stock_levels s set on_hand = s.on_hand + b.quantity, updated_at = now()
       from unnest(?::uuid[], ?::uuid[], ?::int[]) as b (offer_id, warehouse_id, quantity)
      where s.offer_id = b.offer_id and s.warehouse_id = b.warehouse_id`,
    [rows.map((row) => row.offer_id), rows.map((row) => row.warehouse_id), rows.map((row) => row.quantity)]
  )
