import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { linkSecret } from '#registry/owners/link_secret'
import { mailPerson } from '#registry/owners/mail_person'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Row = { email: string; publisher: string; locale: string | null }

/** Mails the link of an invitation that is still open. A repeat sends the same link again. */
export default class MailMemberInvited implements Job<DomainEvent<{ locale: string }>> {
  async handle({ aggregateId, payload }: DomainEvent<{ locale: string }>) {
    const [invitation] = await sqlRows<Row>(
      db,
      `select i.email::text, b.name as publisher, u.locale from publisher_invitations i
         join publishers b on b.id = i.publisher_id left join users u on u.email = i.email
        where i.id = ? and i.status = 'open' and i.expires_at > now()`,
      [aggregateId]
    )
    if (!invitation) return
    await mailPerson({
      to: { email: invitation.email, locale: invitation.locale ?? payload.locale },
      subject: 'teams.mail_invitation_subject',
      text: 'teams.mail_invitation_text',
      params: { publisher: invitation.publisher },
      path: `/publisher-invitations/${linkSecret('membership', aggregateId)}`,
    })
  }
}
