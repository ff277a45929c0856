import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { faultPoint } from '#core/fault_point'
import { Outbox } from '#core/outbox/outbox'
import { RecordCapture } from '#payments/actions/record_capture'
import {
  currentState,
  isSettled,
  markFailed,
  markMismatch,
  markOpen,
  markSucceeded,
  type SettleInput,
} from '#payments/actions/settle_operation'
import { paymentDeclined } from '#payments/events/payment_events'
import { lockIntent } from '#payments/queries/intents'
import type { PaymentIntent, PaymentOutcome } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What the provider said about a charge becomes truth in one transaction, once, however often it is told. */
@inject()
export class SettleCharge {
  constructor(
    private readonly recordCapture: RecordCapture,
    private readonly outbox: Outbox
  ) {}

  handle(input: SettleInput): Promise<PaymentOutcome> {
    return db.transaction(async (trx) => {
      const intent = await lockIntent(trx, input.operation.intentId)
      const settled = await this.#settle(trx, intent, input)
      faultPoint('payments.before_settle_commit')
      return { intentId: settled.id, state: settled.state, declineCode: settled.declineCode }
    })
  }

  async #settle(trx: TransactionClientContract, intent: PaymentIntent, { operation, answer }: SettleInput): Promise<PaymentIntent> {
    if (isSettled(await currentState(trx, operation.id))) return intent
    if (answer?.state === 'failed') return this.#decline(trx, intent, { id: operation.id, code: answer.code })
    if (answer?.state !== 'succeeded') {
      await markOpen(trx, operation.id, answer)
      return intent
    }
    if (answer.amount.amount !== operation.amount.amount || answer.amount.currency !== operation.amount.currency) {
      await markMismatch(trx, operation.id, answer.ref)
      return intent
    }
    await markSucceeded(trx, operation.id, answer.ref)
    return this.recordCapture.handle(trx, intent, operation.id)
  }

  async #decline(
    trx: TransactionClientContract,
    intent: PaymentIntent,
    { id, code }: { id: string; code: string }
  ): Promise<PaymentIntent> {
    await markFailed(trx, id, code)
    await sqlRun(trx, `update payment_intents set state = 'declined', decline_code = ?, version = version + 1 where id = ?`, [
      code,
      intent.id,
    ])
    await this.outbox.record(trx, paymentDeclined(intent, code))
    return { ...intent, state: 'declined', declineCode: code }
  }
}
