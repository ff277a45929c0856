import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { SELLER_VERIFICATION } from '#moderation/subjects/seller_verification_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A company that wants to be verified appears in the review queue, again when it brought what was missing. */
@inject()
export default class OpenVerificationReview implements Job<DomainEvent> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent) {
    const hours = await this.settings.get(dueHours)
    const subject = { subjectType: SELLER_VERIFICATION, subjectId: event.aggregateId, kind: 'seller_verification', dueHours: hours }
    const isNew = await once(event, 'moderation.open_verification_review', (trx) => this.open.handle(trx, subject))
    if (isNew) nudge('moderation/queue')
  }
}
