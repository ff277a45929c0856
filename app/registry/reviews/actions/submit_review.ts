import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { Unauthenticated } from '#core/http/exceptions'
import { AlreadyReviewed, OwnPlugin } from '#registry/reviews/exceptions'
import { findReviewedVersion, lockReviewedPlugin, type ReviewedPlugin } from '#registry/reviews/queries/find_review'
import { findInstallProof, type InstallProof } from '#registry/reviews/queries/install_proof'
import { heldUntil } from '#registry/reviews/queries/held_until'
import { isPublisherMember } from '#registry/reviews/queries/publisher_members'
import { keepRevision } from '#registry/reviews/keep_revision'
import { ratingPriorWeight, youngAccountHours, youngReviewsPerDay } from '#registry/reviews/review_settings'
import { refreshRating } from '#registry/reviews/refresh_ratings'
import { reviewEvent } from '#registry/reviews/review_events'
import { ReviewLimits } from '#registry/reviews/review_limits'
import type { Actor } from '#core/actor'
import type { ReviewStatus } from '#registry/reviews/review_states'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ReviewText = { version: string; rating: number; title: string | null; comment: string }
export type SubmitReviewInput = { actor: Actor; plugin: string } & ReviewText
export type SubmittedReview = { id: string; status: ReviewStatus }

type Written = ReviewText & { id: string; userId: string; versionId: string; proof: InstallProof | null; until: Date | null }

/** One review of a plugin by one person; it counts in the rating when the transaction commits. */
@inject()
export class SubmitReview {
  constructor(
    private readonly limits: ReviewLimits,
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, plugin: name, ...text }: SubmitReviewInput): Promise<SubmittedReview> {
    const { userId } = actor
    if (!userId) throw new Unauthenticated()
    await this.limits.count('review', userId)
    const [hours, most, weight] = await Promise.all(
      [youngAccountHours, youngReviewsPerDay, ratingPriorWeight].map((one) => this.settings.get(one))
    )
    return db.transaction(async (trx) => {
      const plugin = await lockReviewedPlugin(trx, name)
      if (await isPublisherMember(trx, plugin.id, userId)) throw new OwnPlugin()
      const versionId = await findReviewedVersion(trx, plugin.id, text.version)
      const proof = await findInstallProof(trx, plugin.id, userId)
      const until = proof ? null : await heldUntil(trx, { pluginId: plugin.id, userId }, { hours, most })
      const input = { ...text, userId, versionId, proof, until }
      const written = { ...input, id: await insert(trx, plugin, input) }
      await keepRevision(trx, written.id)
      if (!until) await refreshRating(trx, plugin.id, weight)
      return this.#record(trx, actor, { plugin, written })
    })
  }

  async #record(trx: TransactionClientContract, actor: Actor, { plugin, written }: { plugin: ReviewedPlugin; written: Written }) {
    const status: ReviewStatus = written.until ? 'held' : 'published'
    await this.audit.record(trx, {
      actor,
      action: 'registry.review_written',
      target: { type: 'review', id: written.id, label: plugin.name },
      after: { status, rating: written.rating, version: written.version },
    })
    const told = { ...plugin, id: written.id, plugin_id: plugin.id, plugin: plugin.name, user_id: written.userId, rating: written.rating }
    await this.outbox.record(trx, reviewEvent(`registry.review_${status}.v1`, told, { status, by: written.userId }))
    return { id: written.id, status }
  }
}

/** One that was taken back is written anew in its own row: without the votes, flags and reply of what it said before. */
async function insert(trx: TransactionClientContract, plugin: ReviewedPlugin, written: Omit<Written, 'id'>): Promise<string> {
  const { userId, versionId, rating, title, comment, proof, until } = written
  const [row] = await sqlRows<{ id: string }>(
    trx,
    `insert into reviews as r (id, plugin_id, user_id, version_id, rating, title, comment, status, is_verified, install_proof, held_until)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
     on conflict (plugin_id, user_id) do update
        set version_id = excluded.version_id, rating = excluded.rating, title = excluded.title, comment = excluded.comment, status = excluded.status,
            is_verified = excluded.is_verified, install_proof = excluded.install_proof, held_until = excluded.held_until, revision = r.revision + 1,
            helpful_count = 0, unhelpful_count = 0, reply = null, reply_by = null, replied_at = null, created_at = now(), updated_at = now()
      where r.status = 'withdrawn'
     returning id`,
    [
      ...[newId(), plugin.id, userId, versionId, rating, title, comment, until ? 'held' : 'published'],
      ...[proof !== null, proof && JSON.stringify(proof), until],
    ]
  )
  if (!row) throw new AlreadyReviewed()
  await sqlRun(trx, 'delete from review_votes where review_id = ?', [row.id])
  await sqlRun(trx, 'delete from review_flags where review_id = ?', [row.id])
  return row.id
}
