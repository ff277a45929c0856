import { listReviews, readRatingFigures, type RatingFigures, type ReviewRow } from '#registry/reviews/queries/list_reviews'

const STARS = [5, 4, 3, 2, 1] as const

export type ReviewsView = Awaited<ReturnType<typeof reviewsView>>

/** A page of reviews with average and distribution, as the views show them. Two statements. */
export async function reviewsView(
  plugin: { id: string; name: string },
  paging: { page: number; perPage: number; readerId: string | null }
) {
  const [rows, figures] = await Promise.all([listReviews(plugin.id, paging), readRatingFigures(plugin.id)])
  return {
    rows: rows.map((row) => toView(row, paging.readerId)),
    total: figures.total,
    average: figures.average,
    bars: barsOf(figures),
    hasMore: (paging.page + 1) * paging.perPage < figures.total,
  }
}

const toView = (row: ReviewRow, readerId: string | null) => ({
  ...row,
  stars: starsOf(row.rating),
  isOwn: readerId !== null && row.user_id === readerId,
  isEdited: row.revision > 1,
})

const barsOf = ({ distribution, total }: RatingFigures) =>
  STARS.map((stars) => ({ stars, count: distribution[stars], most: Math.max(1, total) }))

/** Five signs, as many of them full. The words beside them say the same. */
export const starsOf = (rating: number): string => '★'.repeat(Math.round(rating)) + '☆'.repeat(5 - Math.round(rating))
