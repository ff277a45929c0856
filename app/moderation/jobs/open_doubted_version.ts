import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { DOUBTED_VERSION } from '#moderation/subjects/doubted_version_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A published version that a rule doubts appears in the review queue, once while it waits. */
@inject()
export default class OpenDoubtedVersion implements Job<DomainEvent<{ version_id: string }>> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent<{ version_id: string }>) {
    const hours = await this.settings.get(dueHours)
    const subject = { subjectType: DOUBTED_VERSION, subjectId: event.payload.version_id, kind: 'doubted_version', dueHours: hours }
    const isNew = await once(event, 'moderation.open_doubted_version', (trx) => this.open.handle(trx, subject))
    if (isNew) nudge('moderation/queue')
  }
}
