import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { Clock } from '#core/clock'
import { faultPoint } from '#core/fault_point'
import { sqlRun } from '#core/database/sql'
import { Deadlines, type DeadlineOf } from '#orders/transitions/deadlines'
import { lockOrdersOfGroup } from '#orders/transitions/locked_order'
import { OrderMachine } from '#orders/transitions/order_machine'
import { findTransition } from '#orders/transitions/table'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type SettleGroupInput = {
  groupId: string
  /** What became of the payment of the whole group. */
  outcome: 'captured' | 'declined'
}

const payments = systemActor('payments')

/**
 * This commit does not wait for the disk: a crash of the database that loses it leaves a payment which its event, or
 * the order's deadline, settles again. The payment itself did wait.
 */
const LAZY_COMMIT = `(select set_config('synchronous_commit', 'off', true)) as lazy`

/**
 * The outcome of a payment reaches its orders, once: checkout tells it at once, the payment's event tells it again,
 * and after a crash the event alone.
 */
@inject()
export class SettleGroup {
  constructor(
    private readonly machine: OrderMachine,
    private readonly deadlines: Deadlines
  ) {}

  /** Answers whether it changed anything. */
  async handle({ groupId, outcome }: SettleGroupInput): Promise<boolean> {
    const deadlineOf = await this.deadlines.load()
    return db.transaction(async (trx) => {
      const isNew = outcome === 'captured' ? await this.#capture(trx, groupId, deadlineOf) : await this.#decline(trx, groupId, deadlineOf)
      faultPoint('orders.before_settle_commit')
      return isNew
    })
  }

  /** The mark on the group is what makes it once: orders may have moved on, or been cancelled and refunded, since. */
  async #capture(trx: TransactionClientContract, groupId: string, deadlineOf: DeadlineOf): Promise<boolean> {
    const now = Clock.now().toJSDate()
    const marked = await sqlRun(trx, `update order_groups set paid_at = ? from ${LAZY_COMMIT} where id = ? and paid_at is null`, [
      now,
      groupId,
    ])
    if (!marked) return false
    const orders = await lockOrdersOfGroup(trx, groupId)
    await this.machine.apply(trx, { orders, event: 'capture', actor: payments, role: 'system', deadlineOf })
    return true
  }

  async #decline(trx: TransactionClientContract, groupId: string, deadlineOf: DeadlineOf): Promise<boolean> {
    const orders = (await lockOrdersOfGroup(trx, groupId)).filter(({ state }) => findTransition(state, 'decline'))
    if (orders.length) await this.machine.apply(trx, { orders, event: 'decline', actor: payments, role: 'system', deadlineOf })
    return orders.length > 0
  }
}
