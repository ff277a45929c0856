import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { OutboundHttp, type OutboundAnswer } from '#core/outbound/outbound_http'
import { OutboundRefused } from '#core/outbound/exceptions'
import { messageId } from '#core/webhooks/webhook'
import { webhookSignature } from '#core/webhooks/signature'
import { WebhookSecrets } from '#core/webhooks/webhook_secrets'
import { readableExcerpt } from '#core/webhooks/readable_excerpt'
import type { Attempt } from '#core/webhooks/record_attempt'

type Message = { deliveryId: string; webhookId: string; url: string; body: string; timeoutMs: number }

const MOST_ANSWER_BYTES = 256 * 1024

/** Signs a message and sends it. Redirects are not followed: who moved says so to the owner, not to the sender. */
@inject()
export class SendWebhook {
  constructor(
    private readonly outbound: OutboundHttp,
    private readonly secrets: WebhookSecrets
  ) {}

  async handle({ deliveryId, webhookId, url, body, timeoutMs }: Message): Promise<Attempt> {
    const id = messageId(deliveryId)
    const timestamp = Math.floor(Clock.now().toSeconds())
    const signature = webhookSignature(await this.secrets.open(db, webhookId), { id, timestamp, body })
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Rialto-Webhooks/1.0',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    }
    const startedAt = performance.now()
    const took = () => Math.round(performance.now() - startedAt)
    try {
      const answer = await this.outbound.request(url, { method: 'POST', headers, body, timeoutMs, maxBytes: MOST_ANSWER_BYTES })
      return { ...judged(answer), latencyMs: took() }
    } catch (error) {
      return { outcome: error instanceof OutboundRefused ? 'refused' : 'unreachable', status: null, latencyMs: took(), answer: '' }
    }
  }
}

function judged({ status, body }: OutboundAnswer): Omit<Attempt, 'latencyMs'> {
  const outcome = status >= 200 && status < 300 ? 'delivered' : status >= 300 && status < 400 ? 'redirected' : 'answered'
  return { outcome, status, answer: readableExcerpt(body) }
}
