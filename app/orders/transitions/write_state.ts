import { sqlRun } from '#core/database/sql'
import type { Actor } from '#core/actor'
import type { OrderRole } from '#orders/states'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { Transition } from '#orders/transitions/transition'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type StateChange = {
  orders: LockedOrder[]
  transition: Transition
  actor: Actor
  role: OrderRole
  reason: string | null
  now: Date
  /** When the clock acts on the new state. */
  dueAt: Date | null
}

/** One statement for state and history: neither is ever seen without the other. */
export async function writeState(trx: TransactionClientContract, change: StateChange): Promise<void> {
  const { orders, transition, actor, role, reason, now, dueAt } = change
  const written = await sqlRun(
    trx,
    `with moved as (
       update orders set state = ?, version = version + 1, state_changed_at = ?, due_at = ?
        where id = any(?::uuid[]) and state = ? returning id, version
     )
     insert into order_status_history (order_id, version, from_state, event, to_state, actor_role, actor_id, actor_label, reason, at)
     select id, version, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz from moved`,
    [
      ...[transition.to, now, dueAt, orders.map(({ id }) => id), transition.from],
      ...[transition.from, transition.event, transition.to, role, actor.userId, actor.label, reason, now],
    ]
  )
  if (written !== orders.length) throw new Error('An order changed its state under its own lock')
}
