import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { QueueDeliveries } from '#core/webhooks/queue_deliveries'
import { describeEvent } from '#registry/webhooks/describe_event'
import { webhookEventOf } from '#registry/webhooks/webhook_events'
import { WEBHOOK_DOMAIN } from '#registry/webhooks/webhook_owners'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

/** Puts an event on its way to the webhooks of those whom it concerns. Run again it adds nothing. */
@inject()
export default class QueueWebhooks implements Job<DomainEvent> {
  constructor(private readonly queue: QueueDeliveries) {}

  async handle(event: DomainEvent) {
    const type = webhookEventOf(event.name)
    if (!type) return
    const told = await describeEvent(type, event)
    if (!told?.owners.length) return
    await db.transaction(async (trx) => {
      // Shared with who switches one off: what is queued before is cancelled with the rest, nothing is queued after.
      const webhooks = await sqlRows<{ id: string }>(
        trx,
        `select id from webhooks where domain = ? and owner = any(?) and ? = any(events) and status = 'active'
            and (subjects = '{}' or subjects && ?::text[]) for share`,
        [WEBHOOK_DOMAIN, told.owners, type, told.plugins]
      )
      if (!webhooks.length) return
      const message = { eventId: event.id, type, timestamp: event.occurredAt, data: told.data }
      await this.queue.apply(
        trx,
        webhooks.map(({ id }) => id),
        message
      )
    })
  }
}
