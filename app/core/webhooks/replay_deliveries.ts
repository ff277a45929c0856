import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { DeliveryNotFound, WebhookDisabled } from '#core/webhooks/exceptions'
import { lockWebhook } from '#core/webhooks/find_webhook'
import { QueueDeliveries } from '#core/webhooks/queue_deliveries'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { WebhookRow, WhichWebhook } from '#core/webhooks/webhook'

export type Selection = { deliveryId: string } | { since: Date; until: Date; onlyFailed: boolean }
type Replay = { actor: Actor; which: WhichWebhook; selection: Selection }

/** At most so many in one go; what is left is asked for again. */
export const MOST_REPLAYED = 1_000

/** Sends again what was sent before, or asks a receiver whether it is there. The message keeps its id: who has it knows it. */
@inject()
export class ReplayDeliveries {
  constructor(
    private readonly audit: Audit,
    private readonly queue: QueueDeliveries
  ) {}

  async handle({ actor, which, selection }: Replay): Promise<number> {
    return db.transaction(async (trx) => {
      const webhook = await lockActive(trx, which)
      const ids = await restart(trx, webhook.id, selection)
      if (!ids.length && 'deliveryId' in selection) throw new DeliveryNotFound()
      await this.queue.start(trx, ids)
      const target = { type: 'webhook', id: webhook.id, label: new URL(webhook.url).host }
      await this.audit.record(trx, { actor, action: 'core.webhook_replayed', target, after: { deliveries: ids.length } })
      return ids.length
    })
  }

  /** A message that says nothing; answers the delivery's id. */
  async ping({ which }: Pick<Replay, 'which'>): Promise<string> {
    return db.transaction(async (trx) => {
      const webhook = await lockActive(trx, which)
      const timestamp = Clock.now().toJSDate().toISOString()
      const message = { eventId: newId(), type: 'webhook.ping', timestamp, data: { webhook_id: webhook.id } }
      const [id] = await this.queue.apply(trx, [webhook.id], message)
      return id
    })
  }
}

async function lockActive(trx: TransactionClientContract, which: WhichWebhook): Promise<WebhookRow> {
  const webhook = await lockWebhook(trx, which)
  if (webhook.status !== 'active') throw new WebhookDisabled()
  return webhook
}

/** What still waits for its next attempt is due at once, too. */
async function restart(trx: TransactionClientContract, webhookId: string, selection: Selection): Promise<string[]> {
  const now = Clock.now().toJSDate()
  const [where, bindings] = whereOf(selection)
  const rows = await sqlRows<{ id: string }>(
    trx,
    `update webhook_deliveries set status = 'pending', round_at = ?, round_attempts = 0, next_attempt_at = ?
      where id in (select id from webhook_deliveries where webhook_id = ? and ${where} order by created_at limit ${MOST_REPLAYED} for update)
      returning id`,
    [now, now, webhookId, ...bindings]
  )
  return rows.map(({ id }) => id)
}

function whereOf(selection: Selection): [string, unknown[]] {
  if ('deliveryId' in selection) return ['id = ?', [selection.deliveryId]]
  const { since, until, onlyFailed } = selection
  return [`created_at >= ? and created_at < ? ${onlyFailed ? `and status in ('failed', 'cancelled')` : ''}`, [since, until]]
}
