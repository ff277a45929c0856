import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PRODUCT } from '#moderation/subjects/product_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A product in whose texts a plugin found something appears in the review queue. */
@inject()
export default class OpenProductReview implements Job<DomainEvent> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent) {
    const subject = { subjectType: PRODUCT, subjectId: event.aggregateId, kind: 'product_texts' }
    await this.open.handle(event, 'moderation.open_product_review', subject)
  }
}
