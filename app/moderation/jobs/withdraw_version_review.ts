import { PLUGIN_VERSION } from '#moderation/subjects/plugin_version_subject'
import { withdrawReviewItem } from '#moderation/actions/withdraw_review_item'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A version that its publisher took back waits for nobody any more. */
export default class WithdrawVersionReview implements Job<DomainEvent<{ version_id: string }>> {
  handle({ payload }: DomainEvent<{ version_id: string }>) {
    return withdrawReviewItem({ subjectType: PLUGIN_VERSION, subjectId: payload.version_id })
  }
}
