import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { STANDING_APPEAL } from '#moderation/subjects/standing_appeal_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Appeals against blocks and strikes appear in the review queue. */
@inject()
export default class OpenStandingAppealReview implements Job<DomainEvent> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent) {
    const hours = await this.settings.get(dueHours)
    const item = { subjectType: STANDING_APPEAL, subjectId: event.aggregateId, kind: 'appeal', dueHours: hours }
    if (await once(event, 'moderation.open_standing_appeal', (trx) => this.open.handle(trx, item))) nudge('moderation/queue')
  }
}
