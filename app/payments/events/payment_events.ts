import type { NewEvent } from '#core/outbox/event'
import type { Money } from '#core/money/money'
import type { PaymentIntent, PaymentOperation, PaymentShare } from '#payments/types'

export type PaymentCaptured = {
  source_type: string
  source_id: string
  buyer_id: string | null
  amount_minor: number
  currency: string
  shares: { order_id: string; tenant_id: string; paid_minor: number; promotion_minor: number }[]
}

/** The money is ours to keep in escrow: ledger, intent and this event commit together. */
export const paymentCaptured = (intent: PaymentIntent, shares: PaymentShare[]): NewEvent<PaymentCaptured> => ({
  name: 'payments.payment_captured.v1',
  aggregateId: intent.id,
  payload: {
    source_type: intent.source.type,
    source_id: intent.source.id,
    buyer_id: intent.buyerId,
    amount_minor: intent.amount.amount,
    currency: intent.amount.currency,
    shares: shares.map(({ orderId, tenantId, paid, promotion }) => ({
      order_id: orderId,
      tenant_id: tenantId,
      paid_minor: paid.amount,
      promotion_minor: promotion.amount,
    })),
  },
})

export type PaymentDeclined = { source_type: string; source_id: string; buyer_id: string | null; code: string }

export const paymentDeclined = (intent: PaymentIntent, code: string): NewEvent<PaymentDeclined> => ({
  name: 'payments.payment_declined.v1',
  aggregateId: intent.id,
  payload: { source_type: intent.source.type, source_id: intent.source.id, buyer_id: intent.buyerId, code },
})

export type RefundFact = { intent_id: string; order_id: string; amount_minor: number; currency: string }

const refundFact =
  (name: string) =>
  (operation: PaymentOperation): NewEvent<RefundFact> => ({
    name,
    aggregateId: operation.id,
    payload: {
      intent_id: operation.intentId,
      order_id: operation.orderId!,
      amount_minor: operation.amount.amount,
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
  payload: { amount_minor: amount.amount, currency: amount.currency },
})

/** Wakes the job that asks the provider what happened. */
export const webhookReceived = (inboxId: string, operationKey: string): NewEvent => ({
  name: 'payments.webhook_received.v1',
  aggregateId: inboxId,
  payload: { operation_key: operationKey },
})
