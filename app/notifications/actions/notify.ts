import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { JobQueue } from '#core/jobs/job_queue'
import { nudge } from '#core/live/nudge'
import db from '@adonisjs/lucid/services/db'
import { notificationChannelHook } from '#notifications/hooks/notification_channel'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
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
  /** The company whose business it is, where the readers are its people: its own plugins may tell them too. */
  tenantId?: string | null
}

/** Tells people about an event: in the panel at once, by mail through a job. A repeated event tells nobody twice. */
@inject()
export class Notify {
  constructor(
    private queue: JobQueue,
    private enabled: EnabledInstallations
  ) {}

  async handle(event: Pick<DomainEvent, 'id'>, notice: Notice) {
    await this.handleAll([{ event, notice }])
  }

  /** Several events at once, for consumers that take batches: two statements and one call of the queue, however many. */
  async handleAll(list: { event: Pick<DomainEvent, 'id'>; notice: Notice }[]) {
    const rows = list.flatMap(({ event, notice }) => rowsOf(event, notice))
    if (!rows.length) return
    await sqlRun(
      db,
      `insert into notifications (id, user_id, event_id, kind, params, link)
       select id, user_id, event_id, kind, params, link from jsonb_to_recordset(?::jsonb)
         as r(id uuid, user_id uuid, event_id uuid, kind text, params jsonb, link text)
       on conflict (user_id, event_id, kind) do nothing`,
      [JSON.stringify(rows)]
    )
    await this.#enqueueMails(rows.filter(({ mail }) => mail))
    await this.#enqueueChannels(rows)
    for (const userId of new Set(rows.map((row) => row.user_id))) nudge(`users/${userId}/notices`)
  }

  /** Asked of the table, not of this run: a crash after the insert must not swallow the mail. */
  async #enqueueMails(rows: NoticeRow[]) {
    if (!rows.length) return
    const unsent = await sqlRows<{ id: string }>(
      db,
      `select n.id from jsonb_to_recordset(?::jsonb) as r(user_id uuid, event_id uuid, kind text)
         join notifications n on n.user_id = r.user_id and n.event_id = r.event_id and n.kind = r.kind
         left join mail_sends s on s.notification_id = n.id where s.notification_id is null`,
      [JSON.stringify(rows)]
    )
    await this.queue.enqueueAll(
      unsent.map(({ id }) => ({ name: 'notifications.send_mail', payload: { notificationId: id }, jobId: `mail.${id}` }))
    )
  }

  /** Plugins that send messages; where there are none, nothing is looked up. */
  async #enqueueChannels(rows: NoticeRow[]) {
    const tenantIds = [...new Set(rows.flatMap(({ tenant_id: tenantId }) => tenantId ?? []))]
    const channels = await this.enabled.for(notificationChannelHook.id, tenantIds)
    if (channels.length === 0) return
    const untold = await sqlRows<{ id: string; tenant_id: string | null }>(
      db,
      `select n.id, r.tenant_id from jsonb_to_recordset(?::jsonb) as r(user_id uuid, event_id uuid, kind text, tenant_id uuid)
         join notifications n on n.user_id = r.user_id and n.event_id = r.event_id and n.kind = r.kind
        where not exists (select 1 from channel_sends s where s.notification_id = n.id)`,
      [JSON.stringify(rows)]
    )
    await this.queue.enqueueAll(
      untold.map(({ id, tenant_id: tenantId }) => ({
        name: 'notifications.send_through_plugins',
        payload: { notificationId: id, tenantId },
        jobId: `channel.${id}`,
      }))
    )
  }
}

type NoticeRow = ReturnType<typeof rowsOf>[number]

const rowsOf = (event: Pick<DomainEvent, 'id'>, { userIds, kind, params, link, mail, tenantId = null }: Notice) =>
  userIds.map((userId) => ({ id: newId(), user_id: userId, event_id: event.id, kind, params, link, mail, tenant_id: tenantId }))
