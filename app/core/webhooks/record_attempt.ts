import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { nextAttemptAt } from '#core/webhooks/retry_plan'
import { webhookFailingHours, webhookMostFailures } from '#core/webhooks/settings'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { AttemptRow } from '#core/webhooks/webhook'

export type Attempt = { outcome: AttemptRow['outcome']; status: number | null; latencyMs: number; answer: string }

type Locked = { id: string; webhook_id: string; status: string; round_attempts: number; round_at: Date }
type Health = { failures: number; failing_since: Date; owner: string; domain: string; status: string }
type Limits = { most: number; hours: number }

/** The receiver says that it will never be there again. */
const GONE = 410

/** Writes down what became of an attempt: the next one, the end of the delivery, or of the webhook. */
@inject()
export class RecordAttempt {
  constructor(
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle({ deliveryId, attempt }: { deliveryId: string; attempt: Attempt }): Promise<void> {
    const limits = { most: await this.settings.get(webhookMostFailures), hours: await this.settings.get(webhookFailingHours) }
    await db.transaction(async (trx) => {
      // The webhook first, as who changes or removes it does.
      await trx.rawQuery('select 1 from webhooks where id = (select webhook_id from webhook_deliveries where id = ?) for update', [
        deliveryId,
      ])
      const sql = 'select id, webhook_id, status, round_attempts, round_at from webhook_deliveries where id = ? for update'
      const [delivery] = await sqlRows<Locked>(trx, sql, [deliveryId])
      if (!delivery) return
      await keepAttempt(trx, deliveryId, attempt)
      await advance(trx, delivery, attempt)
      if (attempt.outcome === 'delivered') {
        await trx.from('webhooks').where('id', delivery.webhook_id).update({ failures: 0, failing_since: null })
      } else {
        await this.#countFailure(trx, { webhookId: delivery.webhook_id, attempt, limits })
      }
    })
  }

  async #countFailure(
    trx: TransactionClientContract,
    { webhookId, attempt, limits }: { webhookId: string; attempt: Attempt; limits: Limits }
  ) {
    const now = Clock.now()
    const [health] = await sqlRows<Health>(
      trx,
      `update webhooks set failures = failures + 1, failing_since = coalesce(failing_since, ?) where id = ?
       returning failures, failing_since, owner, domain, status`,
      [now.toJSDate(), webhookId]
    )
    const isWorn = health.failures >= limits.most && health.failing_since <= now.minus({ hours: limits.hours }).toJSDate()
    const reason = attempt.status === GONE ? 'gone' : isWorn ? 'failing' : null
    if (!reason || health.status !== 'active') return
    await trx.from('webhooks').where('id', webhookId).update({ status: 'disabled', disabled_reason: reason, disabled_at: now.toJSDate() })
    await sqlRun(
      trx,
      `update webhook_deliveries set status = 'cancelled', next_attempt_at = null where webhook_id = ? and status = 'pending'`,
      [webhookId]
    )
    const payload = { domain: health.domain, owner: health.owner, reason }
    await this.outbox.record(trx, { name: 'core.webhook_disabled.v1', aggregateId: webhookId, payload })
  }
}

const keepAttempt = (trx: TransactionClientContract, deliveryId: string, { outcome, status, latencyMs, answer }: Attempt) =>
  trx.table('webhook_attempts').insert({
    ...{ id: newId(), delivery_id: deliveryId, at: Clock.now().toJSDate(), outcome, status, answer },
    latency_ms: latencyMs,
  })

/** One that was taken back meanwhile stays so, unless it arrived. */
async function advance(trx: TransactionClientContract, delivery: Locked, { outcome, status }: Attempt) {
  const made = delivery.round_attempts + 1
  const isDelivered = outcome === 'delivered'
  const next = isDelivered || delivery.status !== 'pending' ? null : nextAttemptAt(delivery.round_at, made)
  const failed = delivery.status === 'pending' ? 'failed' : delivery.status
  await trx
    .from('webhook_deliveries')
    .where('id', delivery.id)
    .update({
      status: isDelivered ? 'delivered' : next ? 'pending' : failed,
      next_attempt_at: next,
      attempts: trx.raw('attempts + 1'),
      round_attempts: made,
      last_status: status,
      leased_until: null,
      ...(isDelivered ? { delivered_at: Clock.now().toJSDate() } : {}),
    })
}
