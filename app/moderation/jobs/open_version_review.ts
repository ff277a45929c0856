import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PLUGIN_VERSION } from '#moderation/subjects/plugin_version_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A submitted plugin version appears in the review queue. */
@inject()
export default class OpenVersionReview implements Job<DomainEvent<{ version_id: string }>> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent<{ version_id: string }>) {
    const subject = { subjectType: PLUGIN_VERSION, subjectId: event.payload.version_id, kind: 'new_version' }
    await this.open.handle(event, 'moderation.open_version_review', subject)
  }
}
