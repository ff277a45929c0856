import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { listModerators } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Overdue = DomainEvent<{ case_number: string }>

/** A complaint was not decided in time: those hear of it who can. */
@inject()
export default class TellReportOverdue implements Job<Overdue> {
  constructor(private notify: Notify) {}

  async handle(event: Overdue) {
    await this.notify.handle(event, {
      userIds: await listModerators(),
      kind: 'registry.report_overdue',
      params: { case: event.payload.case_number },
      link: '/moderator/reviews',
      mail: false,
    })
  }
}
