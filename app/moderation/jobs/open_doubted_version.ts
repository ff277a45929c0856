import { inject } from '@adonisjs/core'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { DOUBTED_VERSION } from '#moderation/subjects/doubted_version_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A published version that a rule doubts appears in the review queue, once while it waits. */
@inject()
export default class OpenDoubtedVersion implements Job<DomainEvent<{ version_id: string }>> {
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent<{ version_id: string }>) {
    const subject = { subjectType: DOUBTED_VERSION, subjectId: event.payload.version_id, kind: 'doubted_version' }
    await this.open.handle(event, 'moderation.open_doubted_version', subject)
  }
}
