import { reportSubjectType } from '#moderation/subjects/report_subjects'
import { withdrawReviewItem } from '#moderation/actions/withdraw_review_item'
import type { TargetKind } from '#registry/reports/report'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A complaint that shares another one's fate is decided with it. */
export default class WithdrawMergedReport implements Job<DomainEvent<{ target_kind: TargetKind }>> {
  handle({ aggregateId, payload }: DomainEvent<{ target_kind: TargetKind }>) {
    return withdrawReviewItem({ subjectType: reportSubjectType(payload.target_kind), subjectId: aggregateId })
  }
}
