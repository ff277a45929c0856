import { inject } from '@adonisjs/core'
import { TransitionRefused } from '#orders/exceptions/transition'
import { lockOrdersOfGroup } from '#orders/transitions/locked_order'
import { OrderMachine } from '#orders/transitions/order_machine'
import { findTransition } from '#orders/transitions/table'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type CancelPurchaseInput = { groupId: string; actor: Actor; reason: string }

/** A cancelled order waits for nothing. */
const NO_DEADLINE = () => null

/** Cancels what has not been shipped of a purchase, and returns the money, on the platform's behalf. */
@inject()
export class CancelPurchase {
  constructor(private readonly machine: OrderMachine) {}

  /** Throws `E_ORDER_TRANSITION` where it is too late for all of it. */
  async handle(trx: TransactionClientContract, { groupId, actor, reason }: CancelPurchaseInput): Promise<void> {
    const locked = await lockOrdersOfGroup(trx, groupId)
    const orders = locked.filter(({ state }) => findTransition(state, 'cancel')?.by.includes('operator'))
    if (orders.length === 0) throw new TransitionRefused(locked[0]?.state ?? 'gone', 'cancel')
    await this.machine.apply(trx, { orders, event: 'cancel', actor, role: 'operator', reason, deadlineOf: NO_DEADLINE })
  }
}
