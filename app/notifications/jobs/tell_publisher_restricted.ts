import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listPublisherPeople } from '#registry/reports/queries/publisher_people'
import { notToldByCase } from '#notifications/queries/told_by_case'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Restricted = DomainEvent<{ reason: string; report_id?: string | null }>

/** What a publisher submits waits for a moderator from now on, or does so no longer: its people hear why. */
@inject()
export default class TellPublisherRestricted implements Job<Restricted> {
  constructor(private notify: Notify) {}

  async handle(event: Restricted) {
    await this.notify.handle(event, {
      userIds: await notToldByCase(event.payload.report_id, await listPublisherPeople(event.aggregateId)),
      kind: event.name.replace(/\.v\d+$/, ''),
      params: { reason: event.payload.reason },
      link: '/publisher/plugins',
      mail: true,
    })
  }
}
