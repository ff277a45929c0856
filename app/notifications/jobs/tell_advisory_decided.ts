import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Decided = DomainEvent<{
  advisory: string
  status: string
  author_user_id: string | null
  decided_by: string | null
  reason: string | null
}>

/** Whoever wrote an advisory hears what moderators made of it; not of what they did themselves. */
@inject()
export default class TellAdvisoryDecided implements Job<Decided> {
  constructor(private notify: Notify) {}

  async handle(event: Decided) {
    const { advisory, status, author_user_id: author, decided_by: decidedBy, reason } = event.payload
    if (!author || author === decidedBy) return
    await this.notify.handle(event, {
      userIds: [author],
      kind: 'registry.advisory_decided',
      params: { advisory, status, reason: reason ?? '' },
      link: `/publisher/advisories/${advisory}`,
      mail: true,
    })
  }
}
