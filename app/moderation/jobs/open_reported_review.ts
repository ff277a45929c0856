import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PLUGIN_REVIEW } from '#moderation/subjects/plugin_review_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A review that several people reported appears in the review queue. */
@inject()
export default class OpenReportedReview implements Job<DomainEvent<{ review_id: string }>> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent<{ review_id: string }>) {
    const subject = { subjectType: PLUGIN_REVIEW, subjectId: event.payload.review_id, kind: 'reported_review' }
    await this.open.handle(event, 'moderation.open_reported_review', subject)
  }
}
