import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { Deadlines } from '#orders/transitions/deadlines'
import { lockTogether } from '#orders/transitions/locked_order'
import { OrderMachine } from '#orders/transitions/order_machine'
import { findTransition } from '#orders/transitions/table'
import { StaleOrder } from '#orders/exceptions/transition'
import type { Actor } from '#core/actor'
import type { OrderEvent, OrderRole, OrderState } from '#orders/states'

export type TransitionOrderInput = {
  actor: Actor
  orderId: string
  event: OrderEvent
  /** As whom the actor may act on this order; found out by the caller from the actor's rights. */
  role: OrderRole
  reason?: string | null
  /** The row version the person was looking at; another one answers 409. */
  expectedVersion?: number
}

/** One step of the state machine on somebody's behalf: one order's, or of all that wait for the same payment. */
@inject()
export class TransitionOrder {
  constructor(
    private readonly machine: OrderMachine,
    private readonly deadlines: Deadlines,
    private readonly audit: Audit
  ) {}

  async handle({ actor, orderId, event, role, reason = null, expectedVersion }: TransitionOrderInput): Promise<OrderState> {
    const deadlineOf = await this.deadlines.load()
    return db.transaction(async (trx) => {
      const orders = await lockTogether(trx, orderId)
      const order = orders.find(({ id }) => id === orderId)
      if (!order) throw new NotFound()
      if (expectedVersion !== undefined && expectedVersion !== order.version) throw new StaleOrder()
      await this.machine.apply(trx, { orders, event, actor, role, reason, deadlineOf })
      const { to } = findTransition(order.state, event)!
      await this.audit.record(trx, {
        actor,
        action: `orders.${event}`,
        tenantId: order.tenantId,
        target: { type: 'order', id: order.id, label: String(order.number) },
        reason,
        before: { state: order.state },
        after: { state: to },
      })
      return to
    })
  }
}
