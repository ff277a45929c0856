import { inject } from '@adonisjs/core'
import { ApproveVersion } from '#registry/actions/approve_version'
import { RejectVersion } from '#registry/actions/reject_version'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { findVersionReview, type VersionReview } from '#registry/queries/find_version_review'
import { verdictOfReview } from '#registry/pages/verdict_view'
import { historyView } from '#registry/pages/history_view'
import type { I18n } from '@adonisjs/i18n'
import type { ReviewSubject, ScoreReason, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const PLUGIN_VERSION = 'plugin_version'

const WEIGHTS = { firstVersion: 10, newCapability: 30, warning: 20, unverifiedPublisher: 5 }

/** Plugin versions in the review queue. */
@inject()
export class PluginVersionSubject implements ReviewSubject {
  readonly type = PLUGIN_VERSION
  readonly view = 'moderation/moderator/subjects/plugin_version'
  readonly decisions = ['approve', 'reject', 'quarantine'] as const

  constructor(
    private readonly approve: ApproveVersion,
    private readonly reject: RejectVersion,
    private readonly quarantine: QuarantineVersion
  ) {}

  async summarize(versionId: string): Promise<SubjectSummary | null> {
    const review = await findVersionReview(versionId)
    if (!review || review.status !== 'pending_review') return null
    return {
      title: `${review.plugin} ${review.version}`,
      ownerIds: review.ownerIds,
      reasons: reasonsOf(review),
      facts: { publisher: review.publisher, category: review.category, capabilities: review.capabilities.join(', ') },
    }
  }

  async page(versionId: string, i18n: I18n): Promise<object | null> {
    const review = await findVersionReview(versionId)
    return review && { review, verdict: verdictOfReview(review, i18n), history: historyView(review.history, i18n) }
  }

  async decide(trx: TransactionClientContract, { subjectId, decision, ...rest }: SubjectDecision): Promise<void> {
    await this[decision as (typeof this.decisions)[number]].handle({ ...rest, versionId: subjectId }, trx)
  }
}

function reasonsOf({ previous, addedCapabilities, findings, isVerifiedPublisher }: VersionReview): ScoreReason[] {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const reasons: (ScoreReason | false)[] = [
    !previous && { code: 'first_version', weight: WEIGHTS.firstVersion },
    addedCapabilities.length > 0 && {
      code: 'new_capabilities',
      weight: WEIGHTS.newCapability * addedCapabilities.length,
      params: { count: addedCapabilities.length, names: addedCapabilities.join(', ') },
    },
    warnings > 0 && { code: 'warnings', weight: WEIGHTS.warning * warnings, params: { count: warnings } },
    !isVerifiedPublisher && { code: 'unverified_publisher', weight: WEIGHTS.unverifiedPublisher },
  ]
  return reasons.filter((reason) => reason !== false)
}
