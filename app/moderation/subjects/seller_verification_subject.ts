import { inject } from '@adonisjs/core'
import { DecideVerification, type VerificationDecision } from '#tenancy/verification/decide_verification'
import { findVerificationReview, type VerificationReview } from '#tenancy/verification/review'
import type { Decision, ReviewSubject, ScoreReason, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const SELLER_VERIFICATION = 'seller_verification'

const OUTCOMES: Partial<Record<Decision, VerificationDecision>> = { approve: 'approved', reject: 'rejected', ask_more: 'needs_more' }

/** Companies that want the badge of a verified seller. */
@inject()
export class SellerVerificationSubject implements ReviewSubject {
  readonly type = SELLER_VERIFICATION
  readonly view = 'moderation/moderator/subjects/seller_verification'
  readonly decisions = ['approve', 'ask_more', 'reject'] as const

  constructor(private readonly decideVerification: DecideVerification) {}

  async summarize(id: string): Promise<SubjectSummary | null> {
    const review = await findVerificationReview(id)
    if (review?.verification.state !== 'submitted') return null
    return {
      title: review.verification.legal_name,
      ownerIds: review.owner_ids,
      reasons: reasonsOf(review),
      facts: { seller: review.tenant.name, inn: review.verification.inn },
    }
  }

  page(id: string): Promise<VerificationReview | null> {
    return findVerificationReview(id)
  }

  async decide(trx: TransactionClientContract, { actor, subjectId, decision, publicReason }: SubjectDecision): Promise<void> {
    const outcome = OUTCOMES[decision]!
    await this.decideVerification.handle(trx, { actor, verificationId: subjectId, decision: outcome, reason: publicReason })
  }
}

function reasonsOf({ same_inn: sameInn }: VerificationReview): ScoreReason[] {
  return sameInn > 0 ? [{ code: 'same_inn', weight: 20, params: { count: sameInn } }] : []
}
