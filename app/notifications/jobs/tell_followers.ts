import { inject } from '@adonisjs/core'
import { claimRelease, listFollowers } from '#registry/discovery/marks/queries/list_followers'
import { Notify } from '#notifications/actions/notify'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'
import type { VersionEventPayload } from '#registry/events/registry_events'

/** Tells those who follow a plugin or its publisher of a new version: once, however often it is published again. */
@inject()
export default class TellFollowers implements Job<DomainEvent<VersionEventPayload>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<VersionEventPayload>) {
    const { plugin_id: pluginId, version_id: versionId, plugin, version } = event.payload
    if (!(await claimRelease(versionId, event.id))) return
    for await (const userIds of listFollowers(pluginId)) {
      const notice = { userIds, kind: 'registry.followed_release', params: { plugin, version }, link: `/plugins/${plugin}`, mail: false }
      await this.notify.handle(event, notice)
    }
  }
}
