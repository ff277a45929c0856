import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { DecideStandingAppeal } from '#identity/blocks/decide_standing_appeal'
import { findAppealCase, type AppealCase } from '#identity/blocks/standing'
import type { ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const STANDING_APPEAL = 'standing_appeal'

/** Who is blocked waits outside. */
const WEIGHTS: Record<string, number> = { block: 40, strike: 10 }

/** Appeals against blocks and strikes: for anybody but who decided first. Approving lifts or withdraws, rejecting upholds. */
@inject()
export class StandingAppealSubject implements ReviewSubject {
  readonly type = STANDING_APPEAL
  readonly view = 'moderation/moderator/subjects/standing_appeal'
  readonly decisions = ['approve', 'reject'] as const

  constructor(private readonly appeals: DecideStandingAppeal) {}

  async summarize(appealId: string): Promise<SubjectSummary | null> {
    const appeal = await findAppealCase(db, appealId)
    if (appeal?.status !== 'open') return null
    const { person, subject, user_id: appellant, first_decided_by: first } = appeal
    return {
      title: person,
      ownerIds: first ? [appellant, first] : [appellant],
      reasons: [{ code: `appealed_${subject}`, weight: WEIGHTS[subject] ?? 0 }],
      facts: {},
    }
  }

  page(appealId: string): Promise<AppealCase | null> {
    return findAppealCase(db, appealId)
  }

  decide(trx: TransactionClientContract, { subjectId, decision, actor, publicReason }: SubjectDecision): Promise<void> {
    return this.appeals.within(trx, { actor, publicReason, appealId: subjectId, isGranted: decision === 'approve' })
  }
}
