import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listOperators, listTenantRecipients } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'
import type { PluginEventPayload } from '#runtime/events/runtime_events'

/** A version waits for consent: those hear of it who can give it. */
@inject()
export default class TellPluginWaiting implements Job<DomainEvent<PluginEventPayload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<PluginEventPayload>) {
    const { plugin_name: plugin, installation_id: id, waiting_version: version } = event.payload
    await this.notify.handle(event, {
      userIds: event.tenantId ? await listTenantRecipients(event.tenantId, ['owner', 'admin']) : await listOperators(),
      kind: 'runtime.plugin_waiting',
      params: { plugin, version: version ?? '' },
      link: `/${event.tenantId ? 'seller' : 'operator'}/plugins/${id}/update`,
      mail: true,
    })
  }
}
