import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Unauthenticated } from '#core/http/exceptions'
import { ChangeReviewStatus } from '#registry/reviews/actions/change_review_status'
import { NotYourReview, ReviewClosed, ReviewNotFound } from '#registry/reviews/exceptions'
import { lockPublicReview, lockReviewedPlugin } from '#registry/reviews/queries/find_review'
import { isTakenDown } from '#registry/reviews/review_states'
import { ReviewLimits } from '#registry/reviews/review_limits'
import type { Actor } from '#core/actor'

export type WithdrawReviewInput = { actor: Actor; plugin: string; reviewId: string }

/** Takes one's own review back: it is shown and counted no longer. A new one may be written in its place. */
@inject()
export class WithdrawReview {
  constructor(
    private readonly limits: ReviewLimits,
    private readonly statuses: ChangeReviewStatus
  ) {}

  async handle({ actor, plugin, reviewId }: WithdrawReviewInput): Promise<void> {
    if (!actor.userId) throw new Unauthenticated()
    await this.limits.count('review', actor.userId)
    await db.transaction(async (trx) => {
      await lockReviewedPlugin(trx, plugin)
      const review = await lockPublicReview(trx, reviewId, plugin)
      if (review.user_id !== actor.userId) throw new NotYourReview()
      if (review.status === 'withdrawn') throw new ReviewNotFound()
      if (isTakenDown(review)) throw new ReviewClosed()
      await this.statuses.apply(trx, { actor, reviewId, act: 'withdraw' })
    })
  }
}
