import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { SELLER_VERIFICATION } from '#moderation/subjects/seller_verification_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A company that wants to be verified appears in the review queue, again when it brought what was missing. */
@inject()
export default class OpenVerificationReview implements Job<DomainEvent> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent) {
    const subject = { subjectType: SELLER_VERIFICATION, subjectId: event.aggregateId, kind: 'seller_verification' }
    await this.open.handle(event, 'moderation.open_verification_review', subject)
  }
}
