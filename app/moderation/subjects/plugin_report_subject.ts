import { inject } from '@adonisjs/core'
import { DecideReport } from '#registry/reports/actions/decide_report'
import { findReport, type ReportCase } from '#registry/reports/queries/find_case'
import { DECISIONS } from '#moderation/subjects/review_subject'
import type { ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const PLUGIN_REPORT = 'plugin_report'

const ACTS = { approve: null, reject: 'take_down', quarantine: 'quarantine' } as const

/** Complaints about plugins. Approving leaves the plugin alone; rejecting takes it down; quarantine hides it for some days. */
@inject()
export class PluginReportSubject implements ReviewSubject {
  readonly type = PLUGIN_REPORT
  readonly view = 'moderation/moderator/subjects/plugin_report'
  readonly decisions = DECISIONS

  constructor(private readonly reports: DecideReport) {}

  async summarize(reportId: string): Promise<SubjectSummary | null> {
    const report = await findReport(reportId)
    if (!report || report.status !== 'open') return null
    const { kind, snapshot, case_number: caseNumber, owner_ids: owners, reporter_id: reporter, weight, duplicates } = report
    return {
      title: `${snapshot.name}: ${kind}`,
      ownerIds: [...owners, ...(reporter ? [reporter] : [])],
      reasons: [{ code: 'complaints', weight, params: { count: duplicates + 1 } }],
      facts: { case: caseNumber },
    }
  }

  page(reportId: string): Promise<ReportCase | null> {
    return findReport(reportId)
  }

  decide(trx: TransactionClientContract, { subjectId, decision, ...ruling }: SubjectDecision): Promise<void> {
    return this.reports.report(trx, { ...ruling, reportId: subjectId, act: ACTS[decision] })
  }
}
