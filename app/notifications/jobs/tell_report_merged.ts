import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { findReport } from '#registry/reports/queries/find_case'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

/** A complaint was made before: who made it hears that it is decided with the first one. Guests are written to when that is decided. */
@inject()
export default class TellReportMerged implements Job<DomainEvent<object>> {
  constructor(private notify: Notify) {}

  async handle(event: DomainEvent<object>) {
    const report = await findReport(event.aggregateId)
    if (!report?.reporter_id) return
    const target = [report.snapshot.name, report.snapshot.version as string | undefined].filter(Boolean).join(' ')
    await this.notify.handle(event, {
      userIds: [report.reporter_id],
      kind: 'registry.report_merged',
      params: { target, case: report.case_number, first: report.original_number },
      link: `/cases/${report.case_number}`,
      mail: true,
    })
  }
}
