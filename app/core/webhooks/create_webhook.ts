import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { TooManyWebhooks } from '#core/webhooks/exceptions'
import { WebhookSecrets } from '#core/webhooks/webhook_secrets'
import { WebhookTarget } from '#core/webhooks/webhook_target'
import { webhooksPerOwner } from '#core/webhooks/settings'
import type { Actor } from '#core/actor'
import type { WebhookOwner } from '#core/webhooks/webhook'
import type { NewWebhookSecret, SignatureAlgorithm } from '#core/webhooks/signature'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type WebhookTerms = { url: string; description: string; events: string[]; subjects?: string[] }
type NewWebhook = { actor: Actor; owner: WebhookOwner; terms: WebhookTerms & { algorithm: SignatureAlgorithm } }

/** Adds an address that is told of events. Its secret is in the answer and nowhere else. */
@inject()
export class CreateWebhook {
  constructor(
    private readonly audit: Audit,
    private readonly secrets: WebhookSecrets,
    private readonly settings: Settings,
    private readonly target: WebhookTarget
  ) {}

  async handle({ actor, owner, terms }: NewWebhook): Promise<NewWebhookSecret & { id: string }> {
    this.target.assertAllowed(terms.url)
    const most = await this.settings.get(webhooksPerOwner)
    return db.transaction(async (trx) => {
      await assertRoom(trx, owner, most)
      const id = newId()
      const events = [...new Set(terms.events)]
      await trx.table('webhooks').insert({ id, ...owner, ...terms, events, created_by: actor.userId, created_at: Clock.now().toJSDate() })
      const secret = await this.secrets.make(trx, id, terms.algorithm)
      const target = { type: 'webhook', id, label: new URL(terms.url).host }
      await this.audit.record(trx, { actor, action: 'core.webhook_created', target, after: { ...terms, owner: owner.owner } })
      return { id, ...secret }
    })
  }
}

/** Two at once do not both find the last place. */
async function assertRoom(trx: TransactionClientContract, { domain, owner }: WebhookOwner, most: number) {
  await trx.rawQuery('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`webhooks:${domain}:${owner}`])
  const sql = 'select count(*)::int as n from webhooks where domain = ? and owner = ?'
  const [{ n }] = await sqlRows<{ n: number }>(trx, sql, [domain, owner])
  if (n >= most) throw new TooManyWebhooks()
}
