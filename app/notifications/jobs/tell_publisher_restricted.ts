import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listPublisherPeople } from '#registry/reports/queries/publisher_people'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Restricted = DomainEvent<{ reason: string }>

/** What a publisher submits waits for a moderator from now on, or does so no longer: its people hear why. */
@inject()
export default class TellPublisherRestricted implements Job<Restricted> {
  constructor(private notify: Notify) {}

  async handle(event: Restricted) {
    await this.notify.handle(event, {
      userIds: await listPublisherPeople(event.aggregateId),
      kind: event.name.replace(/\.v\d+$/, ''),
      params: { reason: event.payload.reason },
      link: '/publisher/plugins',
      mail: true,
    })
  }
}
