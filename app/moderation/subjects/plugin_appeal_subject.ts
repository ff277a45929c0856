import { inject } from '@adonisjs/core'
import { DecideReport } from '#registry/reports/actions/decide_report'
import { findAppealed, type ReportCase } from '#registry/reports/queries/find_case'
import { titleOf } from '#moderation/subjects/report_subjects'
import type { ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const PLUGIN_APPEAL = 'plugin_appeal'

const WEIGHT = 20

/** Appeals against decided complaints: for anybody but who decided first. Approving undoes what was decided, rejecting upholds it. */
@inject()
export class PluginAppealSubject implements ReviewSubject {
  readonly type = PLUGIN_APPEAL
  readonly view = 'moderation/moderator/subjects/report'
  readonly decisions = ['approve', 'reject'] as const

  constructor(private readonly reports: DecideReport) {}

  async summarize(appealId: string): Promise<SubjectSummary | null> {
    const report = await findAppealed(appealId)
    if (!report || report.status !== 'appealed') return null
    const { case_number: caseNumber, verdict, reporter_id: reporter, decided_by: first } = report
    return {
      title: titleOf(report),
      ownerIds: [...new Set([...report.owner_ids, ...report.insider_ids, reporter, first])].filter((id) => id !== null),
      reasons: [{ code: `appeal_${verdict}`, weight: WEIGHT }],
      facts: { case: caseNumber },
    }
  }

  page(appealId: string): Promise<ReportCase | null> {
    return findAppealed(appealId)
  }

  decide(trx: TransactionClientContract, { subjectId, decision, ...ruling }: SubjectDecision): Promise<void> {
    return this.reports.appeal(trx, { ...ruling, appealId: subjectId, isOverturned: decision === 'approve' })
  }
}
