import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { sqlRows } from '#core/database/sql'
import { CapturePayment } from '#payments/actions/capture_payment'
import { StartPayment } from '#payments/actions/start_payment'
import { tokenForCard } from '#payments/providers/sandbox/card_outcomes'
import ResolveUnknownPayments from '#payments/jobs/resolve_unknown_payments'
import { findBalance } from '#ledger/queries/find_balance'
import { escrow } from '#ledger/accounts'
import type { PaymentShare } from '#payments/types'

export const CARDS = {
  ok: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  lostAnswer: '4000 0000 0000 0119',
  lostDecline: '4000 0000 0000 0259',
  lostRequest: '4000 0000 0000 0341',
}

export const rub = (amount: number) => Money.of(amount, 'RUB')

export const share = (paid: number, promotion = 0): PaymentShare => ({
  orderId: newId(),
  tenantId: newId(),
  paid: rub(paid),
  promotion: rub(promotion),
})

export async function startPayment(shares: PaymentShare[], groupId = newId()) {
  const start = await app.container.make(StartPayment)
  return db.transaction((trx) =>
    start.handle({ trx, source: { type: 'order_group', id: groupId }, provider: 'sandbox', buyerId: newId(), shares })
  )
}

export async function pay(intentId: string, card: string) {
  const capture = await app.container.make(CapturePayment)
  return capture.handle({ intentId, methodToken: tokenForCard(card) })
}

/** Lets the next check of an intent's operations come at once, then runs the job. */
export async function resolve(intentId: string) {
  await db.rawQuery('update payment_ops set next_check_at = now() where intent_id = ? and next_check_at is not null', [intentId])
  const job = await app.container.make(ResolveUnknownPayments)
  await job.handle()
}

export async function intentState(id: string) {
  const [row] = await sqlRows<{ state: string }>(db, 'select state from payment_intents where id = ?', [id])
  return row.state
}

export async function held(part: PaymentShare) {
  const { balance } = await findBalance(db.connection(), { tenantId: part.tenantId, code: escrow(part).code, currency: 'RUB' })
  return balance.amount
}

export async function chargesOf(intentId: string) {
  const { charges } = await effects(intentId)
  return charges
}

/** How often each thing happened for an intent: a charge at the provider, a posting, an event. */
export async function effects(intentId: string) {
  const [row] = await sqlRows<{ charges: number; postings: number; captured: number; declined: number }>(
    db,
    `select (select count(*) from sandbox_operations s join payment_ops o on o.id::text = s.key
              where o.intent_id = :id and s.kind = 'charge' and s.state = 'succeeded') as charges,
            (select count(*) from ledger_transactions where source_type = 'payment_intent' and source_id = :id::text
                and kind = 'payments.captured') as postings,
            (select count(*) from outbox where aggregate_id = :id::text and name = 'payments.payment_captured.v1') as captured,
            (select count(*) from outbox where aggregate_id = :id::text and name = 'payments.payment_declined.v1') as declined`.replaceAll(
      ':id',
      '?'
    ),
    Array(4).fill(intentId)
  )
  return row
}
