import { inject } from '@adonisjs/core'
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
  constructor(private readonly open: OpenReviewItem) {}

  async handle(event: DomainEvent<Payload>) {
    const { report_id: reportId, appeal_id: appealId, target_kind: targetKind = 'plugin' } = event.payload
    const subject = appealId
      ? { subjectType: PLUGIN_APPEAL, subjectId: appealId, kind: 'appeal' }
      : { subjectType: reportSubjectType(targetKind), subjectId: reportId!, kind: complaintKind(targetKind) }
    await this.open.handle(event, 'moderation.open_plugin_report', subject)
  }
}
