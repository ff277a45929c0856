import type { Money } from '#core/money/money'

export type ChargeRequest = {
  /** Our operation id. The provider treats a repeated key as the same request. */
  key: string
  amount: Money
  /** What the provider gave for the buyer's card; the card itself is never stored. */
  methodToken: string
}

export type RefundRequest = { key: string; amount: Money; chargeRef: string }

/** An operation of ours that the provider is asked about; `ref` where it told us its own name of it. */
export type FindRequest = { key: string; amount: Money; ref: string | null }

/** What a provider says about one operation. `pending`: it is still working on it. */
export type ProviderAnswer =
  | { state: 'succeeded'; ref: string; amount: Money }
  | { state: 'failed'; ref: string | null; code: string }
  | { state: 'pending'; ref: string | null; /** Where the buyer pays. */ actionUrl?: string }

/** A notification whose signature was checked. It only says that something happened to an operation of ours. */
export type ProviderNotice = {
  eventId: string
  operationKey: string
  /** What the provider wants to read in answer. */
  reply?: string
}

export type WebhookRequest = {
  method: string
  /** Without the question mark. */
  query: string
  /** Names in small letters. */
  headers: Record<string, string>
  raw: string
}

export type Card = { number: string; expMonth: number; expYear: number; cvc: string }

/**
 * A payment provider, called between transactions only. Charges are created and captured in one step.
 * Every method but `parseWebhook` may throw `ProviderUnreachable`: the outcome is then unknown, not failed.
 */
export interface PaymentProvider {
  readonly name: string
  /** Whether our own checkout may ask for the card. */
  readonly takesCards: boolean
  /** Exchanges a card for a token. With a real provider the buyer's browser does this in the provider's own form. */
  tokenize(card: Card): Promise<string>
  charge(request: ChargeRequest): Promise<ProviderAnswer>
  refund(request: RefundRequest): Promise<ProviderAnswer>
  /** The state of the operation sent under `key`; null when the provider never heard of it. */
  find(request: FindRequest): Promise<ProviderAnswer | null>
  /** Throws `WebhookRefused` unless the provider itself signed exactly these bytes. */
  parseWebhook(request: WebhookRequest): Promise<ProviderNotice>
}
