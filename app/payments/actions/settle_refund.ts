import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { post, reverse } from '#ledger/actions/post_transaction'
import { refundConfirmed } from '#ledger/postings'
import {
  currentState,
  isSettled,
  markFailed,
  markMismatch,
  markOpen,
  markSucceeded,
  type SettleInput,
} from '#payments/actions/settle_operation'
import { paymentRefunded, refundFailed } from '#payments/events/payment_events'
import { lockIntent } from '#payments/queries/intents'
import type { PaymentOperation, PaymentOutcome } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Confirmed: the provider owes us less. Refused: the money is back in the accounts it came from. Once each. */
@inject()
export class SettleRefund {
  constructor(private readonly outbox: Outbox) {}

  handle({ operation, answer }: SettleInput): Promise<PaymentOutcome> {
    return db.transaction(async (trx) => {
      const intent = await lockIntent(trx, operation.intentId)
      if (!isSettled(await currentState(trx, operation.id))) await this.#settle(trx, { operation, answer })
      return { intentId: intent.id, state: intent.state, declineCode: intent.declineCode }
    })
  }

  async #settle(trx: TransactionClientContract, { operation, answer }: SettleInput) {
    if (answer?.state === 'failed') return this.#giveBack(trx, operation, answer.code)
    if (answer?.state !== 'succeeded') return markOpen(trx, operation.id, answer)
    if (answer.amount.amount !== operation.amount.amount) return markMismatch(trx, operation.id, answer.ref)
    await markSucceeded(trx, operation.id, answer.ref)
    await post(trx, { ...posting(operation, 'payments.refund_confirmed'), entries: refundConfirmed(operation.amount) })
    await sqlRun(trx, 'update payment_intents set refunded_minor = refunded_minor + ?, version = version + 1 where id = ?', [
      ...[operation.amount.amount, operation.intentId],
    ])
    return this.outbox.record(trx, paymentRefunded(operation))
  }

  async #giveBack(trx: TransactionClientContract, operation: PaymentOperation, code: string) {
    await markFailed(trx, operation.id, code)
    await reverse(trx, { ...posting(operation, 'payments.refund_refused'), reversesId: operation.refundTxId! })
    await sqlRun(trx, 'update payment_shares set refunded_minor = refunded_minor - ? where intent_id = ? and order_id = ?', [
      ...[operation.amount.amount, operation.intentId, operation.orderId],
    ])
    await this.outbox.record(trx, refundFailed(operation))
  }
}

const posting = (operation: PaymentOperation, kind: string) => ({
  id: newId(),
  tenantId: null,
  kind,
  source: { type: 'payment_intent', id: operation.intentId },
  idempotencyKey: operation.id,
})
