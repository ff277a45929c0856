import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PURCHASE } from '#moderation/subjects/purchase_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A purchase that a plugin wants looked at appears in the review queue. */
@inject()
export default class OpenPurchaseReview implements Job<DomainEvent<{ group_id: string }>> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent<{ group_id: string }>) {
    const hours = await this.settings.get(dueHours)
    const subject = { subjectType: PURCHASE, subjectId: event.payload.group_id, kind: 'risky_purchase', dueHours: hours }
    const isNew = await once(event, 'moderation.open_purchase_review', (trx) => this.open.handle(trx, subject))
    if (isNew) nudge('moderation/queue')
  }
}
