import { inTransaction } from '#core/database/in_transaction'
import { sqlRows, sqlRun } from '#core/database/sql'
import { ReservationLost } from '#catalog/exceptions/stock'
import { lockStock } from '#catalog/queries/lock_stock'
import { lockReservations } from '#catalog/queries/lock_reservations'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ConsumeReservationInput = { actor: Actor; reference: string; trx?: TransactionClientContract }

/**
 * The promise is kept: the goods leave the shelf. What a buyer may still have does not change by it.
 * Consuming twice is harmless; a reservation that was released before throws `ReservationLost`.
 */
export class ConsumeReservation {
  async handle({ reference, trx }: ConsumeReservationInput): Promise<void> {
    await inTransaction(trx, async (client) => {
      const reservations = await lockReservations(client, reference)
      if (!reservations.length || reservations.some(({ state }) => state === 'released')) throw new ReservationLost()

      const open = reservations.filter(({ state }) => state === 'active')
      if (!open.length) return
      await lockStock(
        client,
        open.map(({ offer_id }) => offer_id)
      )
      await takeFromShelf(
        client,
        open.map(({ id }) => id)
      )
    })
  }
}

async function takeFromShelf(client: TransactionClientContract, ids: string[]) {
  const consumed = await sqlRows<{ id: string }>(
    client,
    `update reservations set state = 'consumed', settled_at = now() where id = any(?::uuid[]) and state = 'active' returning id`,
    [ids]
  )
  await sqlRun(
    client,
    `update stock_levels s set on_hand = s.on_hand - r.quantity, reserved = s.reserved - r.quantity, updated_at = now()
       from (select offer_id, warehouse_id, sum(quantity)::int as quantity from reservations where id = any(?::uuid[]) group by 1, 2) r
      where s.offer_id = r.offer_id and s.warehouse_id = r.warehouse_id`,
    [consumed.map(({ id }) => id)]
  )
}
