import type { SignatureAlgorithm } from '#core/webhooks/signature'

/** Whose webhooks: the domain that offers them, and an owner in its own words (`user:<id>`). */
export type WebhookOwner = { domain: string; owner: string }

/** One webhook, looked for among those of some owners only. */
export type WhichWebhook = { domain: string; owners: string[]; id: string }

export type WebhookRow = WebhookOwner & {
  id: string
  url: string
  description: string
  events: string[]
  /** What it is told of only, in the words of the domain; empty: everything. */
  subjects: string[]
  algorithm: SignatureAlgorithm
  status: 'active' | 'disabled'
  disabled_reason: 'owner' | 'gone' | 'failing' | null
  disabled_at: Date | null
  failures: number
  failing_since: Date | null
  created_by: string | null
  created_at: Date
  /** Of `v1a`: what receivers check with. */
  public_key: string | null
}

export type DeliveryRow = {
  id: string
  webhook_id: string
  event_id: string
  event: string
  body: string
  status: 'pending' | 'delivered' | 'failed' | 'cancelled'
  attempts: number
  last_status: number | null
  created_at: Date
  next_attempt_at: Date | null
  delivered_at: Date | null
}

export type AttemptRow = {
  id: string
  at: Date
  outcome: 'delivered' | 'answered' | 'redirected' | 'refused' | 'unreachable'
  status: number | null
  latency_ms: number
  answer: string
}

/** As receivers and the log know a delivery: the same in each attempt, so that a repeat is recognised. */
export const messageId = (deliveryId: string): string => `msg_${deliveryId.replaceAll('-', '')}`
