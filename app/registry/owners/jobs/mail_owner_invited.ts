import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { sqlRows } from '#core/database/sql'
import { linkSecret } from '#registry/owners/link_secret'
import { mailPerson } from '#registry/owners/mail_person'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Row = { email: string; role: string; plugin: string; locale: string | null }

/** Mails the link of an invitation that is still open. A repeat sends the same link again. */
export default class MailOwnerInvited implements Job<DomainEvent<{ locale: string }>> {
  async handle({ aggregateId, payload }: DomainEvent<{ locale: string }>) {
    const [invitation] = await sqlRows<Row>(
      db,
      `select i.email::text, i.role, p.name as plugin, u.locale from plugin_invitations i
         join plugins p on p.id = i.plugin_id left join users u on u.email = i.email
        where i.id = ? and i.status = 'open' and i.expires_at > now()`,
      [aggregateId]
    )
    if (!invitation) return
    const { email, role, plugin } = invitation
    const locale = invitation.locale ?? payload.locale
    await mailPerson({
      to: { email, locale },
      subject: 'publishing.mail_invitation_subject',
      text: 'publishing.mail_invitation_text',
      params: { plugin, role: i18nManager.locale(locale).t(`publishing.role_${role}`) },
      path: `/plugin-invitations/${linkSecret('invitation', aggregateId)}`,
    })
  }
}
