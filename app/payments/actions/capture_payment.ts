import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { faultPoint } from '#core/fault_point'
import { newId } from '#core/ids'
import { RecordCapture } from '#payments/actions/record_capture'
import { RunOperation } from '#payments/actions/run_operation'
import { lockIntent } from '#payments/queries/intents'
import type { PaymentIntent, PaymentOperation, PaymentOutcome } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type CapturePaymentInput = {
  intentId: string
  /** From `PaymentProvider.tokenize(card)` or the provider's own form; never a card number. */
  methodToken: string
}

/** How long the first caller has before the resolver asks in its place. */
const GRACE = `interval '30 seconds'`

/**
 * Takes the money: operation row → commit → provider, with the operation's id as key → result transaction. A crash
 * between any two steps loses the answer at most: the resolver finds the operation and asks. Calling it again gives the
 * outcome so far and charges nobody twice.
 */
@inject()
export class CapturePayment {
  constructor(
    private readonly runOperation: RunOperation,
    private readonly recordCapture: RecordCapture
  ) {}

  async handle({ intentId, methodToken }: CapturePaymentInput): Promise<PaymentOutcome> {
    const { intent, operation } = await db.transaction((trx) => this.#begin(trx, { intentId, methodToken }))
    if (!operation) return outcomeOf(intent)
    faultPoint('payments.operation_written')
    return this.runOperation.handle({ operation, intent })
  }

  async #begin(trx: TransactionClientContract, { intentId, methodToken }: CapturePaymentInput) {
    const intent = await lockIntent(trx, intentId)
    if (intent.state !== 'created') return { intent, operation: null }
    if (intent.amount.isZero) return { intent: await this.recordCapture.handle(trx, intent, intent.id), operation: null }
    return { intent, operation: await writeCharge(trx, intent, methodToken) }
  }
}

const outcomeOf = ({ id, state, declineCode }: PaymentIntent): PaymentOutcome => ({ intentId: id, state, declineCode })

/** One statement: the intent is processing from the moment its operation exists. */
async function writeCharge(trx: TransactionClientContract, intent: PaymentIntent, methodToken: string): Promise<PaymentOperation> {
  const id = newId()
  await sqlRun(
    trx,
    `with charge as (
       insert into payment_ops (id, intent_id, op, state, currency, amount_minor, method_token, attempt, next_check_at)
       values (?, ?, 'charge', 'init', ?, ?, ?, 1, now() + ${GRACE}) returning intent_id
     )
     update payment_intents set state = 'processing', version = version + 1 where id = (select intent_id from charge)`,
    [id, intent.id, intent.amount.currency, intent.amount.amount, methodToken]
  )
  const unsettled = { providerRef: null, errorCode: null, orderId: null, refundTxId: null }
  return { id, intentId: intent.id, op: 'charge', state: 'init', amount: intent.amount, methodToken, attempt: 1, ...unsettled }
}
