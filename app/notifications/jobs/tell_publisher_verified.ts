import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listPublisherAdmins } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Judged = DomainEvent<{ publisher_id: string; publisher: string; name: string; method: string | null; reason: string | null }>

/** A publisher became verified, or is no longer: by a domain, or by an administrator's word. */
@inject()
export default class TellPublisherVerified implements Job<Judged> {
  constructor(private notify: Notify) {}

  async handle(event: Judged) {
    const { publisher_id: id, publisher, name, reason } = event.payload
    await this.notify.handle(event, {
      userIds: await listPublisherAdmins(id),
      kind: event.name.replace(/\.v\d+$/, ''),
      params: { name, reason: reason ?? '' },
      link: `/publisher/verification/${publisher}`,
      mail: true,
    })
  }
}
