import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { STANDING_APPEAL } from '#moderation/subjects/standing_appeal_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Appeals against blocks and strikes appear in the review queue. */
@inject()
export default class OpenStandingAppealReview implements Job<DomainEvent> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent) {
    const subject = { subjectType: STANDING_APPEAL, subjectId: event.aggregateId, kind: 'appeal' }
    await this.open.handle(event, 'moderation.open_standing_appeal', subject)
  }
}
