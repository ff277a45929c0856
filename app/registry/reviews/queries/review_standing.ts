import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { isPublisherOf } from '#registry/reviews/queries/publisher_members'
import type { ReviewStatus } from '#registry/reviews/review_states'

export type OwnReview = { id: string; version: string; rating: number; title: string | null; comment: string; status: ReviewStatus }
export type ReviewStanding = { isPublisher: boolean; own: OwnReview | null }

/** What somebody is to a plugin's reviews: one of its publishers, or who wrote this one. */
export async function readReviewStanding(pluginId: string, userId: string | null): Promise<ReviewStanding> {
  if (!userId) return { isPublisher: false, own: null }
  const [row] = await sqlRows<{ is_publisher: boolean; own: OwnReview | null }>(
    db,
    `select ${isPublisherOf('x.plugin_id', 'x.user_id')} as is_publisher,
            (select jsonb_build_object('id', r.id, 'version', v.version, 'rating', r.rating, 'title', r.title, 'comment', r.comment, 'status', r.status)
               from reviews r join plugin_versions v on v.id = r.version_id where r.plugin_id = x.plugin_id and r.user_id = x.user_id
                and r.status <> 'withdrawn') as own
       from (values (?::uuid, ?::uuid)) x (plugin_id, user_id)`,
    [pluginId, userId]
  )
  return { isPublisher: row.is_publisher, own: row.own }
}
