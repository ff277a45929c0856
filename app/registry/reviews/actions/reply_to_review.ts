import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import { reviewEvent } from '#registry/reviews/review_events'
import { ReviewLimits } from '#registry/reviews/review_limits'
import { isPublisherMember } from '#registry/reviews/queries/publisher_members'
import { isShown, lockPublicReview, type LockedReview } from '#registry/reviews/queries/find_review'
import { NotThePublisher, ReviewNotFound } from '#registry/reviews/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReplyInput = { actor: Actor; reviewId: string; plugin?: string }

/** The publisher's one answer to a review: written, rewritten, taken back. */
@inject()
export class ReplyToReview {
  constructor(
    private readonly limits: ReviewLimits,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ text, ...input }: ReplyInput & { text: string }): Promise<void> {
    await this.#change(input, async (trx, review) => {
      await sqlRun(trx, 'update reviews set reply = ?, reply_by = ?, replied_at = now() where id = ?', [
        text,
        input.actor.userId,
        review.id,
      ])
      await this.#record(trx, input.actor, { review, text })
      const how = { status: review.status, by: input.actor.userId }
      if (review.reply === null) await this.outbox.record(trx, reviewEvent('registry.review_replied.v1', review, how))
    })
  }

  /** Taking back what is not there is fine. */
  async remove(input: ReplyInput): Promise<void> {
    await this.#change(input, async (trx, review) => {
      if (review.reply === null) return
      await sqlRun(trx, 'update reviews set reply = null, reply_by = null, replied_at = null where id = ?', [review.id])
      await this.#record(trx, input.actor, { review, text: null })
    })
  }

  async #change({ actor, reviewId, plugin }: ReplyInput, change: (trx: TransactionClientContract, review: LockedReview) => Promise<void>) {
    const { userId } = actor
    if (!userId) throw new Unauthenticated()
    await this.limits.count('review', userId)
    await db.transaction(async (trx) => {
      const review = await lockPublicReview(trx, reviewId, plugin)
      if (!isShown(review)) throw new ReviewNotFound()
      if (!(await isPublisherMember(trx, review.plugin_id, userId))) throw new NotThePublisher()
      await change(trx, review)
    })
  }

  async #record(trx: TransactionClientContract, actor: Actor, { review, text }: { review: LockedReview; text: string | null }) {
    await this.audit.record(trx, {
      actor,
      action: text === null ? 'registry.review_reply_removed' : 'registry.review_replied',
      target: { type: 'review', id: review.id, label: review.plugin },
      before: { reply: review.reply },
      after: { reply: text },
    })
  }
}
