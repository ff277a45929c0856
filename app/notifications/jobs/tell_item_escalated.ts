import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listOperators } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Escalated = DomainEvent<{ title: string; note: string; escalated_by: string | null }>

/** A moderator handed a thing up: the administrators hear of it. */
@inject()
export default class TellItemEscalated implements Job<Escalated> {
  constructor(private notify: Notify) {}

  async handle(event: Escalated) {
    const { title, note, escalated_by: by } = event.payload
    await this.notify.handle(event, {
      userIds: (await listOperators()).filter((userId) => userId !== by),
      kind: 'moderation.item_escalated',
      params: { title, note },
      link: `/moderator/reviews/${event.aggregateId}`,
      mail: true,
    })
  }
}
