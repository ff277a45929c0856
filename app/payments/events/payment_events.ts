import type { NewEvent } from '#core/outbox/event'
import type { Money } from '#core/money/money'
import type { PaymentIntent, PaymentOperation, PaymentShare } from '#payments/types'

export type PaymentCaptured = {
  sourceType: string
  sourceId: string
  buyerId: string | null
  amountMinor: number
  currency: string
  shares: { orderId: string; tenantId: string; paidMinor: number; promotionMinor: number }[]
}

/** The money is ours to keep in escrow: ledger, intent and this event commit together. */
export const paymentCaptured = (intent: PaymentIntent, shares: PaymentShare[]): NewEvent<PaymentCaptured> => ({
  name: 'payments.payment_captured.v1',
  aggregateId: intent.id,
  payload: {
    sourceType: intent.source.type,
    sourceId: intent.source.id,
    buyerId: intent.buyerId,
    amountMinor: intent.amount.amount,
    currency: intent.amount.currency,
    shares: shares.map(({ orderId, tenantId, paid, promotion }) => ({
      ...{ orderId, tenantId },
      paidMinor: paid.amount,
      promotionMinor: promotion.amount,
    })),
  },
})

export type PaymentDeclined = { sourceType: string; sourceId: string; buyerId: string | null; code: string }

export const paymentDeclined = (intent: PaymentIntent, code: string): NewEvent<PaymentDeclined> => ({
  name: 'payments.payment_declined.v1',
  aggregateId: intent.id,
  payload: { sourceType: intent.source.type, sourceId: intent.source.id, buyerId: intent.buyerId, code },
})

export type RefundFact = { intentId: string; orderId: string; amountMinor: number; currency: string }

const refundFact =
  (name: string) =>
  (operation: PaymentOperation): NewEvent<RefundFact> => ({
    name,
    aggregateId: operation.id,
    payload: {
      intentId: operation.intentId,
      orderId: operation.orderId!,
      amountMinor: operation.amount.amount,
      currency: operation.amount.currency,
    },
  })

/** The provider gave the money back to the buyer. */
export const paymentRefunded = refundFact('payments.payment_refunded.v1')

/** The provider refused: the money is in the order's escrow again and somebody must look. */
export const refundFailed = refundFact('payments.refund_failed.v1')

/** Wakes the job that sends the refund; of no interest to other domains. */
export const refundRequested = (operationId: string, amount: Money): NewEvent => ({
  name: 'payments.refund_requested.v1',
  aggregateId: operationId,
  payload: { amountMinor: amount.amount, currency: amount.currency },
})

/** Wakes the job that asks the provider what happened. */
export const webhookReceived = (inboxId: string, operationKey: string): NewEvent => ({
  name: 'payments.webhook_received.v1',
  aggregateId: inboxId,
  payload: { operationKey },
})
