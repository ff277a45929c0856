import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { EffectRunner } from '#orders/effects/effect_runner'
import { needsLines, orderEvents } from '#orders/events/order_changed'
import { TransitionForbidden, TransitionRefused } from '#orders/exceptions/transition'
import { listSoldLines } from '#orders/queries/list_sold_lines'
import { findTransition } from '#orders/transitions/table'
import { writeState } from '#orders/transitions/write_state'
import type { Actor } from '#core/actor'
import type { OrderEvent, OrderRole } from '#orders/states'
import type { DeadlineOf } from '#orders/transitions/deadlines'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { Transition } from '#orders/transitions/transition'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Step = {
  /** Locked by the caller in this transaction. */
  orders: LockedOrder[]
  event: OrderEvent
  actor: Actor
  role: OrderRole
  reason?: string | null
  /** Loaded before the transaction began. */
  deadlineOf: DeadlineOf
}

/** Moves locked orders by the declared table: state, history, effects and events in the caller's transaction. */
@inject()
export class OrderMachine {
  constructor(
    private readonly effects: EffectRunner,
    private readonly outbox: Outbox
  ) {}

  /** Throws `E_ORDER_TRANSITION` where the table has no such row for one of the orders, `E_PERMISSION_DENIED` for a role it does not name. */
  async apply(trx: TransactionClientContract, step: Step): Promise<void> {
    const byTransition = Map.groupBy(step.orders, (order) => transitionOf(order, step))
    for (const [transition, orders] of byTransition) {
      await this.effects.check(trx, { transition, orders })
      await this.#move(trx, { ...step, orders }, transition)
    }
  }

  async #move(trx: TransactionClientContract, { orders, actor, role, deadlineOf, reason = null }: Step, transition: Transition) {
    const now = Clock.now()
    await writeState(trx, { orders, transition, actor, role, reason, now: now.toJSDate(), dueAt: deadlineOf(transition.to, now) })
    await this.effects.run(trx, { transition, orders, actor })
    const lines = needsLines(transition)
      ? await listSoldLines(
          trx,
          orders.map(({ id }) => id)
        )
      : new Map()
    const occurredAt = now.toISO()!
    const changes = orders.map((order) => ({ order, transition, occurredAt, reason, lines: lines.get(order.id) ?? [] }))
    await this.outbox.record(trx, ...changes.flatMap(orderEvents))
  }
}

function transitionOf(order: LockedOrder, { event, role }: Step): Transition {
  const transition = findTransition(order.state, event)
  if (!transition) throw new TransitionRefused(order.state, event)
  if (!transition.by.includes(role)) throw new TransitionForbidden()
  return transition
}
