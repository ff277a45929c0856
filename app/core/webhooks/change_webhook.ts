import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import { lockWebhook } from '#core/webhooks/find_webhook'
import { WebhookSecrets } from '#core/webhooks/webhook_secrets'
import { WebhookTarget } from '#core/webhooks/webhook_target'
import type { Actor } from '#core/actor'
import type { NewWebhookSecret } from '#core/webhooks/signature'
import type { WebhookTerms } from '#core/webhooks/create_webhook'
import type { WebhookRow, WhichWebhook } from '#core/webhooks/webhook'

type Which = { actor: Actor; which: WhichWebhook }
type Changes = Partial<WebhookTerms & { isActive: boolean }>

/** Changes, turns or removes a webhook of the owners whom the caller may act for. */
@inject()
export class ChangeWebhook {
  constructor(
    private readonly audit: Audit,
    private readonly secrets: WebhookSecrets,
    private readonly target: WebhookTarget
  ) {}

  async update({ actor, which, changes }: Which & { changes: Changes }): Promise<void> {
    const { isActive, ...terms } = changes
    if (terms.url !== undefined) this.target.assertAllowed(terms.url)
    await db.transaction(async (trx) => {
      const before = await lockWebhook(trx, which)
      const after = { ...terms, ...switched(before, isActive) }
      if (!Object.keys(after).length) return
      await trx.from('webhooks').where('id', before.id).update(after)
      if (isActive === false) {
        await sqlRun(
          trx,
          `update webhook_deliveries set status = 'cancelled', next_attempt_at = null where webhook_id = ? and status = 'pending'`,
          [before.id]
        )
      }
      const { url, events, subjects, status } = before
      const target = targetOf(before)
      await this.audit.record(trx, { actor, action: 'core.webhook_changed', target, before: { url, events, subjects, status }, after })
    })
  }

  /** For a day the old secret signs beside the new one. */
  async rotate({ actor, which }: Which): Promise<NewWebhookSecret> {
    return db.transaction(async (trx) => {
      const webhook = await lockWebhook(trx, which)
      await this.audit.record(trx, { actor, action: 'core.webhook_secret_rotated', target: targetOf(webhook) })
      return this.secrets.rotate(trx, webhook.id, webhook.algorithm)
    })
  }

  /** With its log: what was to be sent to it is sent no more. */
  async remove({ actor, which }: Which): Promise<void> {
    await db.transaction(async (trx) => {
      const webhook = await lockWebhook(trx, which)
      await trx.from('webhooks').where('id', webhook.id).delete()
      await this.audit.record(trx, { actor, action: 'core.webhook_removed', target: targetOf(webhook), before: { url: webhook.url } })
    })
  }
}

const targetOf = ({ id, url }: WebhookRow) => ({ type: 'webhook', id, label: new URL(url).host })

/** Switched on again it starts without a record of failures. */
function switched({ status }: WebhookRow, isActive: boolean | undefined) {
  if (isActive === undefined || isActive === (status === 'active')) return {}
  if (!isActive) return { status: 'disabled', disabled_reason: 'owner', disabled_at: Clock.now().toJSDate() }
  return { status: 'active', disabled_reason: null, disabled_at: null, failures: 0, failing_since: null }
}
