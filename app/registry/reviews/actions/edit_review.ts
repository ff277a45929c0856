import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { NotYourReview, ReviewClosed, ReviewNotFound } from '#registry/reviews/exceptions'
import { findInstallProof } from '#registry/reviews/queries/install_proof'
import { findReviewedVersion, lockPublicReview, lockReviewedPlugin, type LockedReview } from '#registry/reviews/queries/find_review'
import { keepRevision } from '#registry/reviews/keep_revision'
import { ratingPriorWeight } from '#registry/reviews/review_settings'
import { refreshRating } from '#registry/reviews/refresh_ratings'
import { reviewEvent } from '#registry/reviews/review_events'
import { isTakenDown } from '#registry/reviews/review_states'
import { ReviewLimits } from '#registry/reviews/review_limits'
import type { Actor } from '#core/actor'
import type { ReviewText, SubmittedReview } from '#registry/reviews/actions/submit_review'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type EditReviewInput = { actor: Actor; plugin: string; reviewId: string } & ReviewText

/** A new revision of one's own review. Votes were given to the text before: they begin anew. */
@inject()
export class EditReview {
  constructor(
    private readonly limits: ReviewLimits,
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, plugin: name, reviewId, ...text }: EditReviewInput): Promise<SubmittedReview> {
    await this.limits.count('review', actor.userId ?? '')
    const weight = await this.settings.get(ratingPriorWeight)
    return db.transaction(async (trx) => {
      const plugin = await lockReviewedPlugin(trx, name)
      const review = await lockPublicReview(trx, reviewId, name)
      if (review.user_id !== actor.userId) throw new NotYourReview()
      if (review.status === 'withdrawn') throw new ReviewNotFound()
      if (isTakenDown(review)) throw new ReviewClosed()
      const versionId = await findReviewedVersion(trx, plugin.id, text.version)
      await this.#write(trx, review, { ...text, versionId })
      await refreshRating(trx, plugin.id, weight)
      await this.#record(trx, actor, { review, text })
      return { id: review.id, status: review.status }
    })
  }

  async #write(trx: TransactionClientContract, review: LockedReview, text: ReviewText & { versionId: string }) {
    const { versionId, rating, title, comment } = text
    const proof = await findInstallProof(trx, review.plugin_id, review.user_id!)
    await sqlRun(trx, 'delete from review_votes where review_id = ?', [review.id])
    await sqlRun(
      trx,
      `update reviews set version_id = ?, rating = ?, title = ?, comment = ?, revision = revision + 1, helpful_count = 0, unhelpful_count = 0,
              install_proof = coalesce(install_proof, ?::jsonb), is_verified = is_verified or ?, updated_at = now() where id = ?`,
      [versionId, rating, title, comment, proof && JSON.stringify(proof), proof !== null, review.id]
    )
    await keepRevision(trx, review.id)
  }

  async #record(trx: TransactionClientContract, actor: Actor, { review, text }: { review: LockedReview; text: ReviewText }) {
    await this.audit.record(trx, {
      actor,
      action: 'registry.review_edited',
      target: { type: 'review', id: review.id, label: review.plugin },
      before: { rating: review.rating, revision: review.revision },
      after: { rating: text.rating, revision: review.revision + 1 },
    })
    const told = { ...review, rating: text.rating }
    await this.outbox.record(trx, reviewEvent('registry.review_edited.v1', told, { status: review.status, by: actor.userId }))
  }
}
