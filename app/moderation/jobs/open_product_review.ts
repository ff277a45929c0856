import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PRODUCT } from '#moderation/subjects/product_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A product in whose texts a plugin found something appears in the review queue. */
@inject()
export default class OpenProductReview implements Job<DomainEvent> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent) {
    const hours = await this.settings.get(dueHours)
    const subject = { subjectType: PRODUCT, subjectId: event.aggregateId, kind: 'product_texts', dueHours: hours }
    const isNew = await once(event, 'moderation.open_product_review', (trx) => this.open.handle(trx, subject))
    if (isNew) nudge('moderation/queue')
  }
}
