import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { StatusConflict } from '#registry/exceptions/refusals'
import { lockReviewAndPlugin, type LockedReview } from '#registry/reviews/queries/find_review'
import { ratingPriorWeight } from '#registry/reviews/review_settings'
import { refreshRating } from '#registry/reviews/refresh_ratings'
import { reviewEvent } from '#registry/reviews/review_events'
import { findReviewTransition, type ReviewAct, type ReviewStatus } from '#registry/reviews/review_states'
import { RecordAct } from '#registry/log/record_act'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReviewChange = {
  actor: Actor
  reviewId: string
  act: ReviewAct
  reasonCode?: string
  /** Told to who wrote it. */
  publicReason?: string
  internalNote?: string
  /** The complaint it decides. */
  reportId?: string
}

type Step = { to: ReviewStatus; event: string }

/** A decision settles the flags there were; hidden and shown again, it has been looked at; taken back, nobody has to. */
const SETTLES_FLAGS: readonly ReviewAct[] = ['clear', 'hide', 'restore', 'withdraw']

/**
 * The one function that changes a review's status: declared table, rating, moderation action with its serial, audit row
 * and event, in the caller's transaction.
 */
@inject()
export class ChangeReviewStatus {
  constructor(
    private readonly acts: RecordAct,
    private readonly settings: Settings
  ) {}

  async apply(trx: TransactionClientContract, change: ReviewChange): Promise<ReviewStatus> {
    const review = await lockReviewAndPlugin(trx, change.reviewId)
    const step = findReviewTransition(change.act, review.status)
    if (!step) throw new StatusConflict()
    await sqlRun(trx, 'update reviews set status = ?, held_until = null, updated_at = now() where id = ?', [step.to, review.id])
    if (SETTLES_FLAGS.includes(change.act)) {
      await sqlRun(trx, 'update review_flags set resolved_at = now() where review_id = ? and resolved_at is null', [review.id])
    }
    await refreshRating(trx, review.plugin_id, await this.settings.get(ratingPriorWeight))
    await this.#record(trx, change, { review, step })
    return step.to
  }

  async #record(trx: TransactionClientContract, change: ReviewChange, { review, step }: { review: LockedReview; step: Step }) {
    const { actor, act, reasonCode, publicReason, internalNote, reportId = null } = change
    await this.acts.apply(trx, {
      ...{ actor, act, from: review.status, to: step.to, serial: null, reasonCode, publicReason, internalNote },
      target: { type: 'review', id: review.id, label: review.plugin },
      audited: { action: `registry.review_${act}`, before: { status: review.status }, after: { status: step.to } },
      event: reviewEvent(step.event, review, { status: step.to, reason: publicReason, by: actor.userId, reportId }),
    })
  }
}
