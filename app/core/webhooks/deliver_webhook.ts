import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { RecordAttempt } from '#core/webhooks/record_attempt'
import { SendWebhook } from '#core/webhooks/send_webhook'
import { webhookTimeoutMs } from '#core/webhooks/settings'
import type { Job } from '#core/jobs/types'

/** Of one receiver, so that a slow one does not hold up the others. */
const AT_ONCE = 3
/** Beyond the longest timeout: then the process that sent it is dead. */
const LEASE_SECONDS = 90

/** A burst goes to one receiver in one run, as long as others need not wait for it. */
const RUN_MS = 15_000

type Claimed = { id: string; webhook_id: string; url: string; body: string }

/**
 * Attempts a delivery if it is due, nobody else is at it and its receiver is not busy, and then what else is due to that
 * receiver. Running twice is harmless.
 */
@inject()
export default class DeliverWebhook implements Job<{ aggregateId: string }> {
  constructor(
    private readonly send: SendWebhook,
    private readonly record: RecordAttempt,
    private readonly settings: Settings
  ) {}

  async handle({ aggregateId }: { aggregateId: string }) {
    const timeoutMs = await this.settings.get(webhookTimeoutMs)
    const until = performance.now() + RUN_MS
    let claimed = await claim('d.id = ?', aggregateId)
    while (claimed) {
      const { id: deliveryId, webhook_id: webhookId, url, body } = claimed
      const attempt = await this.send.handle({ deliveryId, webhookId, url, body, timeoutMs })
      await this.record.handle({ deliveryId, attempt })
      claimed = performance.now() < until ? await claim(NEXT, webhookId) : undefined
    }
  }
}

/** `t` holds the moment, so that it is bound once. */
const DUE = `d.status = 'pending' and d.next_attempt_at <= t.now and (d.leased_until is null or d.leased_until < t.now)`
const NEXT = `d.id = (select d.id from webhook_deliveries d, t where d.webhook_id = ? and ${DUE} order by d.next_attempt_at limit 1)`

async function claim(which: string, value: string): Promise<Claimed | undefined> {
  const now = Clock.now()
  const [claimed] = await sqlRows<Claimed>(
    db,
    `with t as (select ?::timestamptz as now, ?::timestamptz as lease)
     update webhook_deliveries d set leased_until = t.lease from webhooks w, t
      where ${which} and w.id = d.webhook_id and w.status = 'active' and ${DUE}
        and (select count(*) from webhook_deliveries o where o.webhook_id = d.webhook_id and o.leased_until > t.now) < ${AT_ONCE}
      returning d.id, d.webhook_id, d.body, w.url`,
    [now.toJSDate(), now.plus({ seconds: LEASE_SECONDS }).toJSDate(), value]
  )
  return claimed
}
