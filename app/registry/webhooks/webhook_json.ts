import { messageId, type AttemptRow, type DeliveryRow, type WebhookRow } from '#core/webhooks/webhook'
import { integer, nullable, object, page, string, strings } from '#core/http/openapi/words'

/** `names`: of the plugins it is bounded to, by id. */
export const toWebhookJson = (webhook: WebhookRow, names: ReadonlyMap<string, string>) => ({
  id: webhook.id,
  url: webhook.url,
  description: webhook.description,
  events: webhook.events,
  plugins: webhook.subjects.map((id) => names.get(id)).filter((name) => name !== undefined),
  algorithm: webhook.algorithm,
  public_key: webhook.public_key,
  status: webhook.status,
  disabled_reason: webhook.disabled_reason,
  disabled_at: webhook.disabled_at?.toISOString() ?? null,
  failures: webhook.failures,
  failing_since: webhook.failing_since?.toISOString() ?? null,
  owner: webhook.owner.startsWith('user:') ? 'me' : 'publisher',
  created_at: webhook.created_at.toISOString(),
})

export const toDeliveryJson = (delivery: Omit<DeliveryRow, 'body'>) => ({
  id: delivery.id,
  message_id: messageId(delivery.id),
  event: delivery.event,
  status: delivery.status,
  attempts: delivery.attempts,
  last_status: delivery.last_status,
  created_at: delivery.created_at.toISOString(),
  next_attempt_at: delivery.next_attempt_at?.toISOString() ?? null,
  delivered_at: delivery.delivered_at?.toISOString() ?? null,
})

export const toAttemptJson = (attempt: AttemptRow) => ({ ...attempt, at: attempt.at.toISOString() })

export const WEBHOOK = object({
  ...{
    id: string,
    url: string,
    description: string,
    events: strings,
    plugins: strings,
    algorithm: { enum: ['hmac', 'ed25519'] },
    public_key: nullable,
  },
  ...{ status: { enum: ['active', 'disabled'] }, disabled_reason: nullable, disabled_at: nullable, failures: integer },
  ...{ failing_since: nullable, owner: { enum: ['me', 'publisher'] }, created_at: string },
})
export const WEBHOOKS = object({ webhooks: { type: 'array', items: WEBHOOK } })
export const WEBHOOK_SECRET = object({ id: string, secret: nullable, public_key: nullable })
export const WEBHOOK_EVENTS_LIST = object({ events: { type: 'array', items: object({ name: string, description: string }) } })

const DELIVERY_FIELDS = {
  ...{ id: string, message_id: string, event: string, attempts: integer, last_status: { type: ['integer', 'null'] } },
  status: { enum: ['pending', 'delivered', 'failed', 'cancelled'] },
  ...{ created_at: string, next_attempt_at: nullable, delivered_at: nullable },
}
const ATTEMPT = object({
  ...{ id: string, at: string, outcome: { enum: ['delivered', 'answered', 'redirected', 'refused', 'unreachable'] } },
  ...{ status: { type: ['integer', 'null'] }, latency_ms: integer, answer: string },
})

export const DELIVERIES = page(object(DELIVERY_FIELDS))
export const DELIVERY = object({ ...DELIVERY_FIELDS, body: string, log: { type: 'array', items: ATTEMPT } })
export const QUEUED = object({ id: string, message_id: string })
export const REPLAYED = object({ deliveries: integer })
