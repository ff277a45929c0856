import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { Outbox } from '#core/outbox/outbox'
import { post } from '#ledger/actions/post_transaction'
import { refundBeforeRelease } from '#ledger/postings'
import { refundRequested } from '#payments/events/payment_events'
import { PaymentNotPayable, RefundTooLarge } from '#payments/exceptions'
import { listShares, lockIntent, type StoredShare } from '#payments/queries/intents'
import { findRefund } from '#payments/queries/operations'
import type { PaymentIntent } from '#payments/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type RequestRefundInput = {
  /** The transaction that cancels or returns the order: it and the refund happen together. */
  trx: TransactionClientContract
  intentId: string
  orderId: string
  /** All that was paid for the order and is not refunded yet, when left out. */
  amount?: Money
  /** Names this refund; asking twice under one key refunds once. */
  key: string
}

/**
 * Takes money out of the order's escrow for the buyer, before its release, and leaves the order to the provider to a job. When
 * nothing paid is left, the marketplace's part of the price returns to the marketplace as well.
 */
@inject()
export class RequestRefund {
  constructor(private readonly outbox: Outbox) {}

  async handle({ trx, intentId, orderId, amount, key }: RequestRefundInput): Promise<Money> {
    const intent = await lockIntent(trx, intentId)
    const shares = await listShares(trx, intent)
    const share = shares.find((candidate) => candidate.orderId === orderId)
    if (intent.state !== 'captured' || !share) throw new PaymentNotPayable()
    const known = await findRefund(trx, intentId, key)
    if (known) return known.amount

    const left = share.paid.minus(share.refunded)
    const refund = amount ?? left
    if (refund.isNegative || left.minus(refund).isNegative) throw new RefundTooLarge()
    if (refund.isZero && !share.paid.isZero) return refund
    await this.#take(trx, { intent, share, refund, key })
    return refund
  }

  async #take(trx: TransactionClientContract, { intent, share, refund, key }: Taken) {
    const isLast = share.paid.minus(share.refunded).minus(refund).isZero
    const promotion = isLast ? share.promotion : Money.zero(refund.currency)
    const id = newId()
    const entries = refundBeforeRelease({ ...share, paid: refund, promotion })
    if (!entries.length) return
    const transaction = await post(trx, {
      id: newId(),
      tenantId: null,
      kind: 'payments.refund_requested',
      source: { type: 'payment_intent', id: intent.id },
      idempotencyKey: `${intent.id}:${share.orderId}:${key}`,
      entries,
    })
    if (refund.isZero || transaction.replayed) return
    await sqlRun(trx, 'update payment_shares set refunded_minor = refunded_minor + ? where intent_id = ? and order_id = ?', [
      ...[refund.amount, intent.id, share.orderId],
    ])
    await sqlRun(
      trx,
      `insert into payment_ops (id, intent_id, op, currency, amount_minor, order_id, refund_key, refund_tx_id, next_check_at)
       values (?, ?, 'refund', ?, ?, ?, ?, ?, now() + interval '30 seconds')`,
      [id, intent.id, refund.currency, refund.amount, share.orderId, key, transaction.id]
    )
    await this.outbox.record(trx, refundRequested(id, refund))
  }
}

type Taken = { intent: PaymentIntent; share: StoredShare; refund: Money; key: string }
