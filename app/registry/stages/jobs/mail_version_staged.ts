import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { APPROVER_ROLES } from '#registry/owners/publishing_policy'
import { mailPerson } from '#registry/owners/mail_person'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { VersionEventPayload } from '#registry/events/registry_events'

/** Asks those whose word a staged release waits for. */
export default class MailVersionStaged implements Job<DomainEvent<VersionEventPayload>> {
  async handle({ payload }: DomainEvent<VersionEventPayload>) {
    const approvers = await sqlRows<{ user_id: string }>(
      db,
      `select o.user_id from stages s join plugin_versions v on v.id = s.version_id and v.status = 'staged'
         join plugin_people o on o.plugin_id = v.plugin_id and o.role = any(?) and o.user_id <> s.requested_by where v.id = ?`,
      [[...APPROVER_ROLES], payload.version_id]
    )
    for (const { user_id: userId } of approvers) {
      await mailPerson({
        to: { userId },
        subject: 'publishing.mail_staged_subject',
        text: 'publishing.mail_staged_text',
        params: { plugin: payload.plugin, version: payload.version },
        path: `/publisher/versions/${payload.version_id}`,
      })
    }
  }
}
