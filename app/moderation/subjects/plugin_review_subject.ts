import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { findReviewCase, type ReviewCase } from '#registry/reviews/queries/find_review_case'
import type { ReviewSubject, ScoreReason, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const PLUGIN_REVIEW = 'plugin_review'

const REPORT_WEIGHT = 10

/** Reviews of plugins that people reported. Approving keeps them where they are; rejecting hides them. */
@inject()
export class PluginReviewSubject implements ReviewSubject {
  readonly type = PLUGIN_REVIEW
  readonly view = 'moderation/moderator/subjects/plugin_review'
  readonly decisions = ['approve', 'reject'] as const

  constructor(private readonly statuses: ChangeReviewStatus) {}

  async summarize(reviewId: string): Promise<SubjectSummary | null> {
    const review = await findReviewCase(reviewId)
    if (!review || review.status !== 'flagged') return null
    return {
      title: `${review.plugin}: ${review.title ?? review.comment}`.slice(0, 120),
      ownerIds: review.owner_ids,
      reasons: reasonsOf(review),
      facts: { plugin: review.plugin, rating: review.rating },
    }
  }

  page(reviewId: string): Promise<ReviewCase | null> {
    return findReviewCase(reviewId)
  }

  /** What somebody hid in the meantime stays hidden: deciding is possible nevertheless. */
  async decide(trx: TransactionClientContract, { subjectId, decision, ...rest }: SubjectDecision): Promise<void> {
    const [review] = await sqlRows<Pick<ReviewCase, 'status'>>(trx, 'select status from reviews where id = ?', [subjectId])
    const isShown = review?.status === 'flagged' || review?.status === 'published'
    if (decision === 'reject' && isShown) await this.statuses.apply(trx, { ...rest, reviewId: subjectId, act: 'hide' })
    if (decision === 'approve' && review?.status === 'flagged') {
      await this.statuses.apply(trx, { ...rest, reviewId: subjectId, act: 'clear' })
    }
  }
}

function reasonsOf({ flags }: ReviewCase): ScoreReason[] {
  const open = Map.groupBy(
    flags.filter(({ is_open: isOpen }) => isOpen),
    ({ reason }) => reason
  )
  return [...open].map(([reason, { length: count }]) => ({ code: `flag_${reason}`, weight: REPORT_WEIGHT * count, params: { count } }))
}
