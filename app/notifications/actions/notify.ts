import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { JobQueue } from '#core/jobs/job_queue'
import { nudge } from '#core/live/nudge'
import db from '@adonisjs/lucid/services/db'
import type { DomainEvent } from '#core/outbox/event'

export type Notice = {
  userIds: string[]
  /** `<domain>.<noun>_<past>`; the texts are `notifications.<kind>.title|body` with dots as underscores. */
  kind: string
  params: Record<string, string | number>
  /** A path of this installation. */
  link: string | null
  /** Whether a mail goes out as well. */
  mail: boolean
}

/** Tells people about an event: in the panel at once, by mail through a job. A repeated event tells nobody twice. */
@inject()
export class Notify {
  constructor(private queue: JobQueue) {}

  async handle(event: Pick<DomainEvent, 'id'>, notice: Notice) {
    if (!notice.userIds.length) return
    const rows = notice.userIds.map((userId) => ({ id: newId(), user_id: userId }))
    await sqlRows(
      db,
      `insert into notifications (id, user_id, event_id, kind, params, link)
       select r.id, r.user_id, ?, ?, ?::jsonb, ? from jsonb_to_recordset(?::jsonb) as r(id uuid, user_id uuid)
       on conflict (user_id, event_id, kind) do nothing`,
      [event.id, notice.kind, JSON.stringify(notice.params), notice.link, JSON.stringify(rows)]
    )
    if (notice.mail) await this.#enqueueMails(event.id, notice)
    for (const userId of notice.userIds) nudge(`users/${userId}/notices`)
  }

  /** Asked of the table, not of this run: a crash after the insert must not swallow the mail. */
  async #enqueueMails(eventId: string, { kind, userIds }: Notice) {
    const unsent = await sqlRows<{ id: string }>(
      db,
      `select n.id from notifications n left join mail_sends s on s.notification_id = n.id
        where n.event_id = ? and n.kind = ? and n.user_id = any(?::uuid[]) and s.notification_id is null`,
      [eventId, kind, userIds]
    )
    await this.queue.enqueueAll(
      unsent.map(({ id }) => ({ name: 'notifications.send_mail', payload: { notificationId: id }, jobId: `mail.${id}` }))
    )
  }
}
