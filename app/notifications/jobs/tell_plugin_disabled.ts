import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listOperators, listTenantRecipients } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type PluginDisabled = { installationId: string; pluginName: string; reason: string; tenantId: string | null }

/** A plugin was switched off after failing again and again: its tenant's admins and the operators hear why. */
@inject()
export default class TellPluginDisabled implements Job<DomainEvent<PluginDisabled>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<PluginDisabled>) {
    const { pluginName, reason, installationId } = event.payload
    const params = { plugin: pluginName, reason }
    const operators = await listOperators()
    await this.notify.handle(event, { userIds: operators, kind: 'runtime.plugin_disabled', params, link: `/operator/installations/${installationId}`, mail: true })

    if (!event.tenantId) return
    const admins = await listTenantRecipients(event.tenantId, ['owner', 'admin'])
    const members = admins.filter((id) => !operators.includes(id))
    await this.notify.handle(event, { userIds: members, kind: 'runtime.plugin_disabled', params, link: `/seller/plugins/${installationId}`, mail: true })
  }
}
