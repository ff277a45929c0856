import { inject } from '@adonisjs/core'
import { once } from '#core/outbox/once'
import { nudge } from '#core/live/nudge'
import { Settings } from '#core/settings/settings'
import { dueHours } from '#moderation/settings'
import { OpenReviewItem } from '#moderation/actions/open_review_item'
import { PLUGIN_APPEAL } from '#moderation/subjects/plugin_appeal_subject'
import { complaintKind, reportSubjectType } from '#moderation/subjects/report_subjects'
import type { TargetKind } from '#registry/reports/report'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Payload = { report_id?: string; appeal_id?: string; target_kind?: TargetKind }

/** Complaints, and appeals against what was decided, appear in the review queue. */
@inject()
export default class OpenPluginReport implements Job<DomainEvent<Payload>> {
  constructor(
    private readonly open: OpenReviewItem,
    private readonly settings: Settings
  ) {}

  async handle(event: DomainEvent<Payload>) {
    const { report_id: reportId, appeal_id: appealId, target_kind: targetKind = 'plugin' } = event.payload
    const subject = appealId
      ? { subjectType: PLUGIN_APPEAL, subjectId: appealId, kind: 'appeal' }
      : { subjectType: reportSubjectType(targetKind), subjectId: reportId!, kind: complaintKind(targetKind) }
    const hours = await this.settings.get(dueHours)
    const isNew = await once(event, 'moderation.open_plugin_report', (trx) => this.open.handle(trx, { ...subject, dueHours: hours }))
    if (isNew) nudge('moderation/queue')
  }
}
