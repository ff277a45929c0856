import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listInstallers } from '#notifications/queries/recipients'
import { notToldByCase } from '#notifications/queries/told_by_case'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Withdrawn = DomainEvent<{
  plugin_id: string
  plugin: string
  publisher_user_id: string | null
  reason: string | null
  report_id?: string | null
}>

/** A plugin was hidden, or came back: its publisher hears why, and so does everybody who has it installed. */
@inject()
export default class TellPluginWithdrawn implements Job<Withdrawn> {
  constructor(private notify: Notify) {}

  async handle(event: Withdrawn) {
    const { plugin_id: pluginId, plugin, publisher_user_id: publisher, reason } = event.payload
    const shared = { kind: event.name.replace(/\.v\d+$/, ''), params: { plugin, reason: reason ?? '' }, mail: true }
    const userIds = publisher ? await notToldByCase(event.payload.report_id, [publisher]) : []
    if (userIds.length) await this.notify.handle(event, { ...shared, userIds, link: `/publisher/plugins/${pluginId}` })
    const notices = (await listInstallers(pluginId)).map(({ tenant_id: tenantId, installation_id: id, user_ids: people }) => ({
      event,
      notice: { ...shared, tenantId, userIds: people.filter((userId) => userId !== publisher), link: `/seller/plugins/${id}` },
    }))
    await this.notify.handleAll(notices)
  }
}
