import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { post } from '#ledger/actions/post_transaction'
import { buyerPays } from '#ledger/postings'
import { paymentCaptured } from '#payments/events/payment_events'
import { listShares } from '#payments/queries/intents'
import type { PaymentIntent } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Ledger, intent and event in one transaction. The caller has locked the intent and seen that it is not captured. */
@inject()
export class RecordCapture {
  constructor(private readonly outbox: Outbox) {}

  /** @param key what makes the posting happen once: the id of the charge, or of an intent that costs nothing */
  async handle(trx: TransactionClientContract, intent: PaymentIntent, key: string): Promise<PaymentIntent> {
    const shares = await listShares(trx, intent)
    const entries = buyerPays(shares)
    if (entries.length) {
      await post(trx, {
        id: newId(),
        tenantId: null,
        kind: 'payments.captured',
        source: { type: 'payment_intent', id: intent.id },
        idempotencyKey: key,
        entries,
      })
    }
    await sqlRun(trx, `update payment_intents set state = 'captured', captured_at = now(), version = version + 1 where id = ?`, [intent.id])
    await this.outbox.record(trx, paymentCaptured(intent, shares))
    return { ...intent, state: 'captured' }
  }
}
