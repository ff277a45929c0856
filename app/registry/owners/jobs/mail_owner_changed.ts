import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { mailPerson } from '#registry/owners/mail_person'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Payload = { user_id: string; role: string | null }

/** Tells people that they lost a plugin, or that their role in it is another one now. */
export default class MailOwnerChanged implements Job<DomainEvent<Payload>> {
  async handle({ aggregateId, payload }: DomainEvent<Payload>) {
    const [plugin] = await sqlRows<{ name: string }>(db, 'select name from plugins where id = ?', [aggregateId])
    if (!plugin) return
    const what = payload.role ? 'role_changed' : 'removed'
    await mailPerson({
      to: { userId: payload.user_id },
      subject: `publishing.mail_${what}_subject`,
      text: `publishing.mail_${what}_text`,
      params: { plugin: plugin.name },
      path: '/publisher/plugins',
    })
  }
}
