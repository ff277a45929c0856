import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { DecideReport } from '#registry/reports/actions/decide_report'
import { investigateReport } from '#registry/reports/actions/investigate_report'
import { findReport, type ReportCase } from '#registry/reports/queries/find_case'
import { listOthersLike, type OtherReport } from '#registry/reports/queries/find_mergeable'
import { TARGET_KINDS, type TargetKind } from '#registry/reports/report'
import { ReportTargets } from '#registry/reports/targets/report_targets'
import type { Decision, ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const reportSubjectType = (kind: TargetKind) => `${kind}_report`

/** What does harm is looked at first. */
const WEIGHTS: Record<string, number> = { malicious: 30, privacy: 20, copyright: 10 }

/** Complaints, a subject for each kind of thing one can complain about: what deciding does differs. */
@inject()
export class ReportSubjects {
  readonly all: ReviewSubject[]

  constructor(reports: DecideReport, targets: ReportTargets) {
    this.all = TARGET_KINDS.map((kind) => new ReportSubject(kind, { reports, targets }))
  }
}

/** Approving leaves the thing alone; rejecting and quarantine do to it what its target knows. */
class ReportSubject implements ReviewSubject {
  readonly type: string
  readonly view = 'moderation/moderator/subjects/report'
  readonly decisions: readonly Decision[]

  constructor(
    private readonly kind: TargetKind,
    private readonly tools: { reports: DecideReport; targets: ReportTargets }
  ) {
    this.type = reportSubjectType(kind)
    this.decisions = tools.targets.of(kind).acts.quarantine ? ['approve', 'reject', 'quarantine'] : ['approve', 'reject']
  }

  async summarize(reportId: string): Promise<SubjectSummary | null> {
    const report = await findReport(reportId)
    if (!report || report.verdict || report.status === 'duplicate') return null
    const { weight, duplicates, reporter_id: reporter } = report
    return {
      title: titleOf(report),
      ownerIds: [...new Set([...report.owner_ids, ...report.insider_ids, ...(reporter ? [reporter] : [])])],
      reasons: [
        { code: `about_${report.kind}`, weight: WEIGHTS[report.kind] ?? 0 },
        { code: 'complaints', weight, params: { count: duplicates + 1 } },
      ],
      facts: { case: report.case_number },
    }
  }

  async page(reportId: string): Promise<(ReportCase & { others: OtherReport[] }) | null> {
    const report = await findReport(reportId)
    return report && { ...report, others: report.verdict ? [] : await listOthersLike(db, reportId) }
  }

  claimed(trx: TransactionClientContract, reportId: string, userId: string | null): Promise<void> {
    return investigateReport(trx, reportId, userId)
  }

  decide(trx: TransactionClientContract, { subjectId, decision, ...ruling }: SubjectDecision): Promise<void> {
    const { acts } = this.tools.targets.of(this.kind)
    const act = decision === 'approve' || decision === 'ask_more' ? null : (acts[decision] ?? null)
    return this.tools.reports.report(trx, { ...ruling, reportId: subjectId, act })
  }
}

export const titleOf = ({ snapshot: { name, version } }: ReportCase) => [name, version as string | undefined].filter(Boolean).join(' ')

/** What the queue calls it: of which kind of thing. */
export const complaintKind = (kind: TargetKind) => `complaint_${kind}`
