import type { RatingFigures, ReviewRow } from '#registry/reviews/queries/list_reviews'

/** What is written in the place of a name that is gone. */
export const DELETED_USER = '[deleted]'

/** What registry clients know as a review. */
export const toReviewJson = (row: ReviewRow) => ({
  id: row.id,
  plugin_id: row.plugin_id,
  version: row.version,
  rating: row.rating,
  title: row.title,
  comment: row.comment,
  helpful_count: row.helpful_count,
  unhelpful_count: row.unhelpful_count,
  verified: row.is_verified,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  user: { id: row.user_id ?? '', username: row.username ?? DELETED_USER },
  user_name: row.username ?? DELETED_USER,
  author_response: row.reply === null ? null : { text: row.reply, created_at: row.replied_at!.toISOString() },
})

export const toRatingJson = ({ average, total, distribution }: RatingFigures) => ({
  average_rating: average,
  total_reviews: total,
  rating_distribution: distribution,
})
