import type { NewEvent } from '#core/outbox/event'
import type { LockedReview } from '#registry/reviews/queries/find_review'
import type { ReviewStatus } from '#registry/reviews/review_states'

/** Payload of every `registry.review_*.v1` event. */
export type ReviewEventPayload = {
  review_id: string
  plugin_id: string
  plugin: string
  /** Who wrote it. */
  user_id: string | null
  publisher_user_id: string | null
  rating: number
  status: ReviewStatus
  reason: string | null
  by: string | null
  /** The complaint that led to it, whose decision tells its author. */
  report_id: string | null
}

type Told = Pick<LockedReview, 'id' | 'plugin_id' | 'plugin' | 'user_id' | 'publisher_user_id' | 'rating'>
type How = { status: ReviewStatus; reason?: string | null; by: string | null; reportId?: string | null }

export const reviewEvent = (
  name: string,
  review: Told,
  { status, reason = null, by, reportId = null }: How
): NewEvent<ReviewEventPayload> => ({
  name,
  aggregateId: review.id,
  payload: {
    review_id: review.id,
    plugin_id: review.plugin_id,
    plugin: review.plugin,
    user_id: review.user_id,
    publisher_user_id: review.publisher_user_id,
    rating: review.rating,
    status,
    reason,
    by,
    report_id: reportId,
  },
})
