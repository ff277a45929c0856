import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { Notify } from '#notifications/actions/notify'
import { appealDays } from '#registry/reports/settings'
import { findReport, type ReportCase } from '#registry/reports/queries/find_case'
import { listAccountReporters } from '#registry/reports/queries/list_parties'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Decided = DomainEvent<{ report_id: string; status: string; reason: string }>

/** A complaint or an appeal was decided: who complained hears of it, and whoever it was decided about, with the way to a second look. */
@inject()
export default class TellReportDecided implements Job<Decided> {
  constructor(
    private notify: Notify,
    private settings: Settings
  ) {}

  async handle(event: Decided) {
    const { report_id: id, status, reason } = event.payload
    const report = await findReport(id)
    if (!report) return
    const params = { target: targetOf(report), status, reason, days: await this.settings.get(appealDays) }
    const reporters = await listAccountReporters(id)
    const notices = reporters.map(({ case_number: number, reporter_id: userId }) => ({
      event,
      notice: { ...noticeOf(number), userIds: [userId], kind: 'registry.case_answered', params: { ...params, case: number } },
    }))
    const told = reporters.map(({ reporter_id: userId }) => userId)
    const people = concernsThem(report) ? report.owner_ids.filter((userId) => !told.includes(userId)) : []
    const about = { ...noticeOf(report.case_number), userIds: people, kind: 'registry.case_decided' }
    await this.notify.handleAll([...notices, { event, notice: { ...about, params: { ...params, case: report.case_number } } }])
  }
}

const noticeOf = (caseNumber: string) => ({ link: `/cases/${caseNumber}`, mail: true })

/** A complaint that was dismissed, and stays so, is none of their worries. */
const concernsThem = ({ verdict, appeal }: ReportCase) => verdict === 'actioned' || appeal?.status === 'overturned'

const targetOf = ({ snapshot }: ReportCase) => [snapshot.name, snapshot.version as string | undefined].filter(Boolean).join(' ')
