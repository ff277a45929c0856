import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { SHOWN_REVIEW } from '#registry/reviews/review_states'

export type ReviewRow = {
  id: string
  plugin_id: string
  version: string
  rating: number
  title: string | null
  comment: string
  helpful_count: number
  unhelpful_count: number
  is_verified: boolean
  revision: number
  reply: string | null
  replied_at: Date | null
  created_at: Date
  updated_at: Date
  /** Null where the account is gone. */
  user_id: string | null
  username: string | null
  /** What the reader said of it, where one is signed in. */
  own_vote: boolean | null
}

export type RatingFigures = { average: number; total: number; distribution: Record<1 | 2 | 3 | 4 | 5, number> }

type Paging = { page: number; perPage: number; readerId?: string | null }

/** The reviews everybody sees, the most helpful first. The caller knows that the plugin is public. */
export const listReviews = (pluginId: string, { page, perPage, readerId = null }: Paging) =>
  sqlRows<ReviewRow>(
    db,
    `select r.id, r.plugin_id, v.version, r.rating, r.title, r.comment, r.helpful_count, r.unhelpful_count, r.is_verified, r.revision,
            r.reply, r.replied_at, r.created_at, r.updated_at, r.user_id, u.username::text as username,
            (select o.is_helpful from review_votes o where o.review_id = r.id and o.user_id = ?::uuid) as own_vote
       from reviews r join plugin_versions v on v.id = r.version_id left join users u on u.id = r.user_id
      where r.plugin_id = ? and ${SHOWN_REVIEW} order by r.helpful_count desc, r.created_at desc, r.id limit ? offset ?`,
    [readerId, pluginId, perPage, page * perPage]
  )

/** Average and distribution, counted from the reviews themselves. */
export async function readRatingFigures(pluginId: string): Promise<RatingFigures> {
  const rows = await sqlRows<{ rating: 1 | 2 | 3 | 4 | 5; count: number }>(
    db,
    `select r.rating, count(*)::int as count from reviews r where r.plugin_id = ? and ${SHOWN_REVIEW} group by r.rating`,
    [pluginId]
  )
  const distribution = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }
  for (const { rating, count } of rows) distribution[rating] = count
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  const sum = rows.reduce((all, { rating, count }) => all + rating * count, 0)
  return { average: total ? Math.round((sum / total) * 100) / 100 : 0, total, distribution }
}
