import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { findNotice } from '#notifications/find_notice'
import { notificationChannelHook, type NotificationChannelInput } from '#notifications/hooks/notification_channel'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { Job } from '#core/jobs/types'
import type { Installation } from '#runtime/installations/installation'

type Payload = {
  notificationId: string
  /** The company whose business it is and whose people are told; null where it is the platform's or the reader's own. */
  tenantId: string | null
}

/**
 * Hands one notice to every plugin that is a channel, each once: the mark is written before the plugin is asked. A call that was
 * cut off is not repeated, for nobody knows whether the message went out.
 */
@inject()
export default class SendThroughPlugins implements Job<Payload> {
  constructor(
    private readonly hooks: HookCaller,
    private readonly enabled: EnabledInstallations
  ) {}

  async handle({ notificationId, tenantId }: Payload) {
    const installations = await this.enabled.for(notificationChannelHook.id, tenantId ? [tenantId] : [])
    const notice = installations.length > 0 ? await findNotice(db, notificationId) : null
    if (!notice) return
    const { kind, recipient, title, body, url } = notice
    const input = { key: notificationId, kind, recipient, title, body, url }
    await Promise.all(installations.map((installation) => this.#send(installation, input)))
  }

  async #send(installation: Installation, input: NotificationChannelInput) {
    const claimed = await sqlRun(db, 'insert into channel_sends (notification_id, installation_id) values (?, ?) on conflict do nothing', [
      input.key,
      installation.id,
    ])
    if (!claimed) return
    const answer = await this.hooks.ask(notificationChannelHook, installation, input)
    const { status, ref = null, message = null } = answer?.output ?? { status: 'failed' as const }
    await sqlRun(db, 'update channel_sends set status = ?, ref = ?, message = ? where notification_id = ? and installation_id = ?', [
      ...[status, ref, message],
      ...[input.key, installation.id],
    ])
  }
}
