import { inject } from '@adonisjs/core'
import { ConsumeReservation } from '#catalog/actions/consume_reservation'
import { ReleaseReservations } from '#catalog/actions/release_reservations'
import { ReturnStock } from '#catalog/actions/return_stock'
import { listSoldLines } from '#orders/queries/list_sold_lines'
import type { Actor } from '#core/actor'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Goods are promised, sold and given back under the id of the order group: one promise for all its sellers. */
@inject()
export class StockEffects {
  constructor(
    private readonly consumeReservation: ConsumeReservation,
    private readonly releaseReservations: ReleaseReservations,
    private readonly returnStock: ReturnStock
  ) {}

  async consume(trx: TransactionClientContract, orders: LockedOrder[], actor: Actor) {
    for (const reference of groupsOf(orders)) await this.consumeReservation.handle({ actor, reference, trx })
  }

  async release(trx: TransactionClientContract, orders: LockedOrder[], actor: Actor) {
    for (const reference of groupsOf(orders)) await this.releaseReservations.handle({ actor, reference, trx })
  }

  /** What was sold and comes back goes to the warehouse it left. */
  async giveBack(trx: TransactionClientContract, orders: LockedOrder[], actor: Actor) {
    const sold = await listSoldLines(
      trx,
      orders.map(({ id }) => id)
    )
    for (const order of orders) {
      await this.returnStock.handle({ actor, reference: order.groupId, lines: sold.get(order.id)!, trx })
    }
  }
}

const groupsOf = (orders: LockedOrder[]) => [...new Set(orders.map(({ groupId }) => groupId))]
