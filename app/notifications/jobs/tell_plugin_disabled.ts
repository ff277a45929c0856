import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listOperators, listTenantRecipients } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'
import type { PluginEventPayload } from '#runtime/events/runtime_events'

/** A plugin was switched off because it kept failing: its tenant's admins and the operators hear why. Whoever switches one off himself knows. */
@inject()
export default class TellPluginDisabled implements Job<DomainEvent<PluginEventPayload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<PluginEventPayload>) {
    const { plugin_name: plugin, installation_id: installationId, reason, by, last_good_version: lastGood } = event.payload
    if (by !== 'breaker') return
    const params = {
      plugin,
      reason: reason ?? '',
      last_good: lastGood ?? 'none',
      is_automatic: String(event.payload.is_automatic ?? false),
    }
    const operators = await listOperators()
    await this.notify.handle(event, {
      userIds: operators,
      kind: 'runtime.plugin_disabled',
      params,
      link: `/operator/installations/${installationId}`,
      mail: true,
    })

    if (!event.tenantId) return
    const admins = await listTenantRecipients(event.tenantId, ['owner', 'admin'])
    const members = admins.filter((id) => !operators.includes(id))
    await this.notify.handle(event, {
      userIds: members,
      kind: 'runtime.plugin_disabled',
      params,
      link: `/seller/plugins/${installationId}`,
      mail: true,
      tenantId: event.tenantId,
    })
  }
}
