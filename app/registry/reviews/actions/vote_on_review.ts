import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import { ReviewLimits } from '#registry/reviews/review_limits'
import { isPublisherMember } from '#registry/reviews/queries/publisher_members'
import { isShown, lockPublicReview } from '#registry/reviews/queries/find_review'
import { OwnPlugin, OwnReview, ReviewNotFound } from '#registry/reviews/exceptions'
import type { Actor } from '#core/actor'

export type VoteInput = { actor: Actor; plugin: string; reviewId: string; isHelpful: boolean }

/** One vote a person, which may be changed; the counts are those of the votes, whoever comes at once. */
@inject()
export class VoteOnReview {
  constructor(private readonly limits: ReviewLimits) {}

  async handle({ actor: { userId }, plugin, reviewId, isHelpful }: VoteInput): Promise<void> {
    if (!userId) throw new Unauthenticated()
    await this.limits.count('vote', userId)
    await db.transaction(async (trx) => {
      const review = await lockPublicReview(trx, reviewId, plugin)
      if (!isShown(review)) throw new ReviewNotFound()
      if (review.user_id === userId) throw new OwnReview()
      if (await isPublisherMember(trx, review.plugin_id, userId)) throw new OwnPlugin()
      await sqlRun(
        trx,
        `insert into review_votes (review_id, user_id, is_helpful) values (?, ?, ?)
         on conflict (review_id, user_id) do update set is_helpful = excluded.is_helpful`,
        [review.id, userId, isHelpful]
      )
      await sqlRun(
        trx,
        `update reviews set (helpful_count, unhelpful_count) =
           (select count(*) filter (where is_helpful), count(*) filter (where not is_helpful) from review_votes where review_id = ?) where id = ?`,
        [review.id, review.id]
      )
    })
  }
}
