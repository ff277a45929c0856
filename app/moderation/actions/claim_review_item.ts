import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { claimMinutes } from '#moderation/settings'
import { ReviewSubjects } from '#moderation/subjects/review_subjects'
import { holdsClaim } from '#moderation/actions/holds_claim'
import { lockReviewItem } from '#moderation/queries/review_items'
import { ReviewConflict, ReviewItemNotFound } from '#moderation/exceptions'
import type { Actor } from '#core/actor'

export type ClaimInput = { actor: Actor; itemId: string; expectedVersion: number }

/** Keeps a thing for one moderator for a while, so that two do not work on the same; and lets it go again. */
@inject()
export class ClaimReviewItem {
  constructor(
    private readonly subjects: ReviewSubjects,
    private readonly settings: Settings
  ) {}

  async handle({ actor, itemId, expectedVersion }: ClaimInput): Promise<void> {
    const minutes = await this.settings.get(claimMinutes)
    await db.transaction(async (trx) => {
      const item = await lockReviewItem(trx, itemId)
      if (!item) throw new ReviewItemNotFound()
      const isWaiting = item.state === 'open' || item.state === 'claimed'
      if (!isWaiting || item.version !== expectedVersion || holdsClaim(item, { minutes, besides: actor.userId })) throw new ReviewConflict()
      await sqlRun(
        trx,
        `update review_items set state = 'claimed', claimed_by = ?, claimed_at = now(), version = version + 1 where id = ?`,
        [actor.userId, item.id]
      )
      await this.subjects.of(item.subject_type).claimed?.(trx, item.subject_id, actor.userId)
    })
  }

  async release({ actor, itemId, expectedVersion }: ClaimInput): Promise<void> {
    await db.transaction(async (trx) => {
      const item = await lockReviewItem(trx, itemId)
      if (!item) throw new ReviewItemNotFound()
      if (item.state !== 'claimed' || item.version !== expectedVersion || item.claimed_by !== actor.userId) throw new ReviewConflict()
      await sqlRun(
        trx,
        `update review_items set state = 'open', claimed_by = null, claimed_at = null, version = version + 1 where id = ?`,
        [item.id]
      )
    })
  }
}
