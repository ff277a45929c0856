import { sqlRun } from '#core/database/sql'
import { PaymentInFlight, PaymentNotPayable } from '#payments/exceptions'
import { lockIntent } from '#payments/queries/intents'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type CancelPaymentInput = { trx: TransactionClientContract; intentId: string }

/**
 * Gives up an intent nobody paid. While a charge is in flight it throws `PaymentInFlight`, after a capture
 * `PaymentNotPayable` (refund instead); cancelling twice is harmless.
 */
export class CancelPayment {
  async handle({ trx, intentId }: CancelPaymentInput): Promise<void> {
    const { state } = await lockIntent(trx, intentId)
    if (state === 'processing') throw new PaymentInFlight()
    if (state === 'captured') throw new PaymentNotPayable()
    await sqlRun(trx, `update payment_intents set state = 'cancelled', version = version + 1 where id = ? and state = 'created'`, [
      intentId,
    ])
  }
}
