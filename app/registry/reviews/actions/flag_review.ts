import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { Unauthenticated } from '#core/http/exceptions'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { flagAccountDays, flagThreshold } from '#registry/reviews/review_settings'
import { isShown, lockReviewAndPlugin, lockPublicReview, type LockedReview } from '#registry/reviews/queries/find_review'
import { OwnReview, ReviewNotFound } from '#registry/reviews/exceptions'
import { ReviewLimits } from '#registry/reviews/review_limits'
import { weighFlags } from '#registry/reviews/queries/weigh_flags'
import { systemActor, type Actor } from '#core/actor'
import type { FlagReason } from '#registry/reviews/review_states'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type FlagInput = { actor: Actor; plugin: string; reviewId: string; reason: FlagReason; note: string | null }

/**
 * Reports a review, once a person and revision. Enough weight brings it before the moderators; nothing is hidden until
 * one of them decides, however many report it.
 */
@inject()
export class FlagReview {
  constructor(
    private readonly limits: ReviewLimits,
    private readonly statuses: ChangeReviewStatus,
    private readonly settings: Settings,
    private readonly audit: Audit
  ) {}

  async handle({ actor, plugin, reviewId, reason, note }: FlagInput): Promise<void> {
    const { userId } = actor
    if (!userId) throw new Unauthenticated()
    await this.limits.count('flag', userId)
    const [days, threshold] = await Promise.all([this.settings.get(flagAccountDays), this.settings.get(flagThreshold)])
    await db.transaction(async (trx) => {
      await lockReviewAndPlugin(trx, reviewId)
      const review = await lockPublicReview(trx, reviewId, plugin)
      if (!isShown(review)) throw new ReviewNotFound()
      if (review.user_id === userId) throw new OwnReview()
      await keep(trx, review, { userId, reason, note })
      await this.audit.record(trx, {
        actor,
        action: 'registry.review_flagged',
        target: { type: 'review', id: review.id, label: review.plugin },
        reason,
      })
      if (review.status === 'published' && (await weighFlags(trx, review.id, days)) >= threshold) {
        await this.statuses.apply(trx, { actor: systemActor('flags'), reviewId: review.id, act: 'flag', reasonCode: 'flags' })
      }
    })
  }
}

/** A flag that was decided counts no more, unless the review says something else now. */
const keep = (trx: TransactionClientContract, review: LockedReview, flag: { userId: string; reason: FlagReason; note: string | null }) =>
  sqlRun(
    trx,
    `insert into review_flags as f (review_id, user_id, reason, note, revision) values (?, ?, ?, ?, ?)
     on conflict (review_id, user_id) do update
       set reason = excluded.reason, note = excluded.note, revision = excluded.revision,
           resolved_at = case when f.revision < excluded.revision then null else f.resolved_at end`,
    [review.id, flag.userId, flag.reason, flag.note, review.revision]
  )
