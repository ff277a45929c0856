import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { webhookReceived } from '#payments/events/payment_events'
import { PaymentProviders } from '#payments/providers/payment_providers'
import type { WebhookRequest } from '#payments/providers/provider'

/**
 * Keeps a provider's notification once per event id and lets a job ask the provider what is true. Nothing it says is
 * believed, so duplicates, delays and a wrong order do no harm.
 */
@inject()
export class ReceiveWebhook {
  constructor(
    private readonly providers: PaymentProviders,
    private readonly outbox: Outbox
  ) {}

  /** Answers what the provider wants to read. */
  async handle(name: string, request: WebhookRequest): Promise<string | null> {
    const provider = await this.providers.find(name)
    const { eventId, operationKey, reply } = await provider.parseWebhook(request)
    const id = newId()
    await db.transaction(async (trx) => {
      const added = await sqlRun(
        trx,
        `insert into payment_inbox (id, provider, event_id, operation_key, raw) values (?, ?, ?, ?, ?)
         on conflict (provider, event_id) do nothing`,
        [id, name, eventId, operationKey, request.raw || request.query]
      )
      if (added) await this.outbox.record(trx, webhookReceived(id, operationKey))
    })
    return reply ?? null
  }
}
