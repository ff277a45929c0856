import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { notToldByCase } from '#notifications/queries/told_by_case'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'
import type { VersionEventPayload } from '#registry/events/registry_events'

/** Tells the publisher how the review of a version ended, and why. */
@inject()
export default class TellVersionDecided implements Job<DomainEvent<VersionEventPayload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<VersionEventPayload>) {
    const { publisher_user_id: publisher, plugin, version, version_id: versionId, reason } = event.payload
    const userIds = publisher ? await notToldByCase(event.payload.report_id, [publisher]) : []
    if (!userIds.length) return
    await this.notify.handle(event, {
      userIds,
      kind: event.name.replace(/\.v\d+$/, ''),
      params: { plugin, version, reason: reason ?? '' },
      link: `/publisher/versions/${versionId}`,
      mail: true,
    })
  }
}
