import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { mailPerson } from '#registry/owners/mail_person'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Tells the owner of a new token: who did not make it can revoke it before it does harm. */
export default class MailTokenCreated implements Job<DomainEvent<{ user_id: string }>> {
  async handle({ aggregateId, payload }: DomainEvent<{ user_id: string }>) {
    const [token] = await sqlRows<{ name: string; prefix: string; endpoint_scopes: string[]; revoked_at: Date | null }>(
      db,
      'select name, prefix, endpoint_scopes, revoked_at from api_tokens where id = ?',
      [aggregateId]
    )
    if (!token || token.revoked_at) return
    const { name, prefix, endpoint_scopes: scopes } = token
    await mailPerson({
      to: { userId: payload.user_id },
      subject: 'publishing.mail_token_subject',
      text: 'publishing.mail_token_text',
      params: { name, prefix, scopes: scopes.join(', ') },
      path: `/publisher/tokens/${aggregateId}`,
    })
  }
}
