import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { mailPerson } from '#registry/owners/mail_person'
import { WEBHOOK_DOMAIN } from '#registry/webhooks/webhook_owners'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Payload = { domain: string; owner: string; reason: 'gone' | 'failing' }

/** Tells whose webhook it is that nothing is sent to it any more. */
export default class TellWebhookDisabled implements Job<DomainEvent<Payload>> {
  async handle({ aggregateId, payload }: DomainEvent<Payload>) {
    if (payload.domain !== WEBHOOK_DOMAIN) return
    const [webhook] = await sqlRows<{ url: string }>(db, 'select url from webhooks where id = ?', [aggregateId])
    if (!webhook) return
    for (const userId of await peopleOf(payload.owner)) {
      await mailPerson({
        to: { userId },
        subject: 'webhooks.mail_disabled_subject',
        text: `webhooks.mail_${payload.reason}_text`,
        params: { host: new URL(webhook.url).host },
        path: `/publisher/webhooks/${aggregateId}`,
      })
    }
  }
}

async function peopleOf(owner: string): Promise<string[]> {
  const [kind, id] = owner.split(':')
  if (kind === 'user') return [id]
  const rows = await sqlRows<{ user_id: string }>(
    db,
    `select user_id from publisher_members where publisher_id = ? and role = 'admin' order by created_at limit 20`,
    [id]
  )
  return rows.map(({ user_id: userId }) => userId)
}
