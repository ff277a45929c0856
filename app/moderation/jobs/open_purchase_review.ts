import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PURCHASE } from '#moderation/subjects/purchase_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A purchase that a plugin wants looked at appears in the review queue. */
@inject()
export default class OpenPurchaseReview implements Job<DomainEvent<{ group_id: string }>> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent<{ group_id: string }>) {
    const subject = { subjectType: PURCHASE, subjectId: event.payload.group_id, kind: 'risky_purchase' }
    await this.open.handle(event, 'moderation.open_purchase_review', subject)
  }
}
