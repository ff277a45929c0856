import { inject } from '@adonisjs/core'
import { ClearDoubt } from '#registry/scanning/rescans/clear_doubt'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { findVersionReview } from '#registry/queries/find_version_review'
import { verdictOfReview } from '#registry/pages/verdict_view'
import { historyView } from '#registry/pages/history_view'
import type { I18n } from '@adonisjs/i18n'
import type { ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const DOUBTED_VERSION = 'doubted_version'

const WARNING = 20

/** Published plugin versions that a rule doubts since they were looked at again. They stay public until somebody decides. */
@inject()
export class DoubtedVersionSubject implements ReviewSubject {
  readonly type = DOUBTED_VERSION
  readonly view = 'moderation/moderator/subjects/plugin_version'
  readonly decisions = ['approve', 'quarantine'] as const

  constructor(
    private readonly approve: ClearDoubt,
    private readonly quarantine: QuarantineVersion
  ) {}

  async summarize(versionId: string): Promise<SubjectSummary | null> {
    const review = await findVersionReview(versionId)
    if (!review || !['published', 'yanked'].includes(review.status)) return null
    const warnings = review.findings.filter(({ severity }) => severity !== 'info').length
    return {
      title: `${review.plugin} ${review.version}`,
      ownerIds: review.ownerIds,
      reasons: warnings > 0 ? [{ code: 'warnings', weight: WARNING * warnings, params: { count: warnings } }] : [],
      facts: { publisher: review.publisher, category: review.category },
    }
  }

  async page(versionId: string, i18n: I18n): Promise<object | null> {
    const review = await findVersionReview(versionId)
    return review && { review, verdict: verdictOfReview(review, i18n), history: historyView(review.history, i18n) }
  }

  async decide(trx: TransactionClientContract, { subjectId, decision, ...rest }: SubjectDecision): Promise<void> {
    await this[decision === 'quarantine' ? 'quarantine' : 'approve'].handle({ ...rest, versionId: subjectId }, trx)
  }
}
