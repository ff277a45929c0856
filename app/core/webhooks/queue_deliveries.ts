import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What happened, as it is told outside: no names, addresses or other things of people in `data`. */
export type WebhookMessage = { eventId: string; type: string; timestamp: string; data: Record<string, unknown> }

/**
 * Puts messages on their way in the caller's transaction. An event comes to a webhook once: a repeat finds its delivery and
 * adds none. The relay then starts the deliveries, and the sweep what a crash left.
 */
@inject()
export class QueueDeliveries {
  constructor(private readonly outbox: Outbox) {}

  async apply(trx: TransactionClientContract, webhookIds: string[], message: WebhookMessage): Promise<string[]> {
    const { eventId, type, timestamp, data } = message
    const body = JSON.stringify({ type, timestamp, data })
    const now = Clock.now().toJSDate()
    const rows = await sqlRows<{ id: string }>(
      trx,
      `insert into webhook_deliveries (id, webhook_id, event_id, event, body, created_at, round_at, next_attempt_at)
       select x.id, x.webhook_id, ?, ?, ?, ?, ?, ? from unnest(?::uuid[], ?::uuid[]) as x (id, webhook_id)
       on conflict do nothing returning id`,
      [eventId, type, body, now, now, now, webhookIds.map(() => newId()), webhookIds]
    )
    const ids = rows.map(({ id }) => id)
    await this.start(trx, ids)
    return ids
  }

  /** Starts deliveries that are due. */
  async start(trx: TransactionClientContract, ids: string[]): Promise<void> {
    await this.outbox.record(trx, ...ids.map((id) => ({ name: 'core.webhook_queued.v1', aggregateId: id, payload: {} })))
  }
}
