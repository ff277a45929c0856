import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PLUGIN_REVIEW } from '#moderation/subjects/plugin_review_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A review that several people reported appears in the review queue. */
@inject()
export default class OpenReportedReview implements Job<DomainEvent<{ review_id: string }>> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent<{ review_id: string }>) {
    const hours = await this.settings.get(dueHours)
    const subject = { subjectType: PLUGIN_REVIEW, subjectId: event.payload.review_id, kind: 'reported_review', dueHours: hours }
    const isNew = await once(event, 'moderation.open_reported_review', (trx) => this.open.handle(trx, subject))
    if (isNew) nudge('moderation/queue')
  }
}
