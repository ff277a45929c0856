import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { linkSecret } from '#registry/owners/link_secret'
import { mailPerson } from '#registry/owners/mail_person'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Payload = { plugin_id: string; locale?: string }
type Row = { plugin: string; from_user_id: string; to_email: string; to_locale: string | null; completes_at: Date | null }

/** Tells both sides of each step of a transfer: the old owner learns of it while it can still be cancelled. */
export default class MailTransfer implements Job<DomainEvent<Payload>> {
  async handle({ name, aggregateId, payload }: DomainEvent<Payload>) {
    const step = /transfer_(\w+)\.v1$/.exec(name)?.[1] ?? ''
    const [transfer] = await sqlRows<Row>(
      db,
      `select p.name as plugin, t.from_user_id, t.to_email::text, u.locale as to_locale, t.completes_at
         from plugin_transfers t join plugins p on p.id = t.plugin_id left join users u on u.email = t.to_email where t.id = ?`,
      [aggregateId]
    )
    if (!transfer) return
    const letter = {
      subject: `publishing.mail_transfer_${step}_subject`,
      text: `publishing.mail_transfer_${step}_text`,
      params: { plugin: transfer.plugin, email: transfer.to_email, at: transfer.completes_at?.toISOString().slice(0, 16) ?? '' },
    }
    const path = step === 'offered' ? `/plugin-transfers/${linkSecret('transfer', aggregateId)}` : '/publisher/plugins'
    await mailPerson({ ...letter, to: { email: transfer.to_email, locale: transfer.to_locale ?? payload.locale ?? 'en' }, path })
    await mailPerson({ ...letter, to: { userId: transfer.from_user_id }, path: `/publisher/plugins/${payload.plugin_id}/owners` })
  }
}
