import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun } from '#core/database/sql'
import { PaymentInFlight } from '#orders/exceptions/transition'
import { SettleGroup } from '#orders/actions/settle_group'
import { Deadlines, type DeadlineOf } from '#orders/transitions/deadlines'
import { lockTogether } from '#orders/transitions/locked_order'
import { OrderMachine } from '#orders/transitions/order_machine'
import { timedTransition } from '#orders/transitions/table'

const BATCH = 100
const clock = systemActor('orders.run_timeouts')

/** Fires what the clock owes: unpaid and unaccepted orders are given up, delivered ones completed. */
@inject()
export class RunTimeouts {
  constructor(
    private readonly machine: OrderMachine,
    private readonly deadlines: Deadlines,
    private readonly settleGroup: SettleGroup
  ) {}

  /** One batch; answers how many orders were due. Each goes in a transaction of its own, so one that fails stops no other. */
  async handle(): Promise<number> {
    const deadlineOf = await this.deadlines.load()
    const due = await listDue()
    const failures: unknown[] = []
    for (const id of due) await this.#fire(id, deadlineOf).catch((error) => failures.push(error))
    if (failures.length) throw new AggregateError(failures, `${failures.length} orders could not be timed out`)
    return due.length
  }

  async #fire(id: string, deadlineOf: DeadlineOf): Promise<void> {
    try {
      await db.transaction(async (trx) => {
        const orders = await lockTogether(trx, id)
        const due = await stillDue(trx, id)
        const timed = due && timedTransition(orders[0].state)
        if (timed) await this.machine.apply(trx, { orders, event: timed.event, actor: clock, role: 'system', deadlineOf })
      })
    } catch (error) {
      if (!(error instanceof PaymentInFlight)) throw error
      await this.#askPayments(id)
    }
  }

  /** Either the outcome is known and its news got lost, or the order waits a minute more. */
  async #askPayments(id: string): Promise<void> {
    const [{ groupId, state }] = await sqlRows<{ groupId: string; state: string }>(
      db,
      `select g.id as "groupId", i.state from orders o join order_groups g on g.id = o.group_id
         join payment_intents i on i.id = g.payment_intent_id where o.id = ?`,
      [id]
    )
    if (state === 'captured' || state === 'declined') {
      await this.settleGroup.handle({ groupId, outcome: state })
    } else {
      await sqlRun(db, `update orders set due_at = ? where id = ? and state = 'awaiting_payment'`, [
        Clock.now().plus({ minutes: 1 }).toJSDate(),
        id,
      ])
    }
  }
}

async function listDue(): Promise<string[]> {
  const rows = await sqlRows<{ id: string }>(db, 'select id from orders where due_at <= ? order by due_at limit ?', [
    Clock.now().toJSDate(),
    BATCH,
  ])
  return rows.map(({ id }) => id)
}

/** Read again under the lock: somebody may have acted in the last moment. */
async function stillDue(trx: Parameters<typeof sqlRows>[0], id: string): Promise<boolean> {
  const rows = await sqlRows(trx, 'select 1 from orders where id = ? and due_at <= ?', [id, Clock.now().toJSDate()])
  return rows.length > 0
}
