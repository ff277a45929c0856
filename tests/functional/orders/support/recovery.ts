import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import SettlePayment from '#orders/jobs/settle_payment'
import ResolveUnknownPayments from '#payments/jobs/resolve_unknown_payments'
import { escrowOf, eventsOf, ordersOf } from '#tests/support/orders'
import type { DomainEvent } from '#core/outbox/event'

/** What the worker does of itself, at once: asks the provider about open charges, delivers payment events, twice for good measure. */
export async function catchUp(groupId: string) {
  const [{ intent }] = await sqlRows<{ intent: string }>(db, 'select payment_intent_id as intent from order_groups where id = ?', [groupId])
  await db.rawQuery('update payment_ops set next_check_at = now() where intent_id = ? and next_check_at is not null', [intent])
  await (await app.container.make(ResolveUnknownPayments)).handle()
  const events = await sqlRows<DomainEvent>(
    db,
    `select id, name, tenant_id as "tenantId", aggregate_id as "aggregateId", payload, occurred_at as "occurredAt" from outbox
      where aggregate_id = ? and name in ('payments.payment_captured.v1', 'payments.payment_declined.v1')`,
    [intent]
  )
  const job = await app.container.make(SettlePayment)
  for (const batchId of ['first', 'again']) await job.handle({ batchId, events })
}

export async function effects(buyerId: string) {
  const [order, ...others] = await ordersOf(buyerId)
  const [row] = await sqlRows<{ charges: number; postings: number }>(
    db,
    `select (select count(*)::int from sandbox_operations s join payment_ops p on p.id::text = s.key where p.intent_id = g.payment_intent_id and s.state = 'succeeded') as charges,
            (select count(*)::int from ledger_transactions where source_id = g.payment_intent_id::text and kind = 'payments.captured') as postings
       from order_groups g where g.id = ?`,
    [order.group_id]
  )
  return { orders: 1 + others.length, state: order.state, ...row, escrow: await escrowOf(order.id), events: await eventsOf([order.id]) }
}
