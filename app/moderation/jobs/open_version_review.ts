import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PLUGIN_VERSION } from '#moderation/subjects/plugin_version_subject'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A submitted plugin version appears in the review queue. */
@inject()
export default class OpenVersionReview implements Job<DomainEvent<{ version_id: string }>> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent<{ version_id: string }>) {
    const hours = await this.settings.get(dueHours)
    const subject = { subjectType: PLUGIN_VERSION, subjectId: event.payload.version_id, kind: 'new_version', dueHours: hours }
    const isNew = await once(event, 'moderation.open_version_review', (trx) => this.open.handle(trx, subject))
    if (isNew) nudge('moderation/queue')
  }
}
