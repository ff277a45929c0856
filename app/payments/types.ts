import type { Money } from '#core/money/money'
import type { OrderShare } from '#ledger/postings'

/** What one order of a payment costs the buyer (`paid`) and the marketplace (`promotion`). */
export type PaymentShare = OrderShare

/** What is paid for: `{ type: 'order_group', id }`. */
export type PaymentSource = { type: string; id: string }

export type IntentState = 'created' | 'processing' | 'captured' | 'declined' | 'cancelled'

export type PaymentIntent = {
  id: string
  provider: string
  source: PaymentSource
  buyerId: string | null
  amount: Money
  refunded: Money
  state: IntentState
  declineCode: string | null
}

/** What the buyer is told. `processing`: nobody knows yet; an event will say. */
export type PaymentOutcome = { intentId: string; state: IntentState; declineCode: string | null }

export type OperationState = 'init' | 'pending' | 'success' | 'failed' | 'unknown'

export type PaymentOperation = {
  id: string
  intentId: string
  op: 'charge' | 'refund'
  state: OperationState
  amount: Money
  methodToken: string | null
  providerRef: string | null
  errorCode: string | null
  orderId: string | null
  refundTxId: string | null
  attempt: number
}
