import { inject } from '@adonisjs/core'
import { inTransaction } from '#core/database/in_transaction'
import { sqlRun } from '#core/database/sql'
import { Outbox } from '#core/outbox/outbox'
import { stockChanged } from '#catalog/events/stock_changed'
import { availableByOffer, lockStock } from '#catalog/queries/lock_stock'
import { lockExpiredReservations, lockReservations, type ReservationRow } from '#catalog/queries/lock_reservations'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReleaseReservationsInput = { actor: Actor; reference: string; trx?: TransactionClientContract }

const BATCH = 200

/** Gives promised goods back to the shelf. Releasing twice, or what was consumed, changes nothing. Answers how many rows were released. */
@inject()
export class ReleaseReservations {
  constructor(private readonly outbox: Outbox) {}

  async handle({ reference, trx }: ReleaseReservationsInput): Promise<number> {
    return inTransaction(trx, async (client) => this.#release(client, await lockReservations(client, reference)))
  }

  /** One batch of those that ran out; the job calls it until it answers 0. */
  async expired(): Promise<number> {
    return inTransaction(undefined, async (client) => this.#release(client, await lockExpiredReservations(client, BATCH)))
  }

  async #release(client: TransactionClientContract, reservations: ReservationRow[]) {
    const open = reservations.filter(({ state }) => state === 'active')
    if (!open.length) return 0
    const before = await lockStock(
      client,
      open.map(({ offer_id }) => offer_id)
    )
    await giveBack(
      client,
      open.map(({ id }) => id)
    )
    const wasEmpty = [...availableByOffer(before)].filter(([, available]) => available === 0).map(([offerId]) => offerId)
    await this.#announceBack(client, wasEmpty)
    return open.length
  }

  async #announceBack(client: TransactionClientContract, offerIds: string[]) {
    if (!offerIds.length) return
    const rows = await lockStock(client, offerIds)
    const events = [...availableByOffer(rows)].map(([offerId, available]) => {
      const row = rows.find(({ offer_id }) => offer_id === offerId)!
      return stockChanged({ tenantId: row.tenant_id, productId: row.product_id, offerId, available })
    })
    await this.outbox.record(client, ...events)
  }
}

const giveBack = (client: TransactionClientContract, ids: string[]) =>
  sqlRun(
    client,
    `with released as (
       update reservations set state = 'released', settled_at = now() where id = any(?::uuid[]) and state = 'active'
       returning offer_id, warehouse_id, quantity
     )
     update stock_levels s set reserved = s.reserved - r.quantity, updated_at = now()
       from (select offer_id, warehouse_id, sum(quantity)::int as quantity from released group by 1, 2) r
      where s.offer_id = r.offer_id and s.warehouse_id = r.warehouse_id`,
    [ids]
  )
