import { inject } from '@adonisjs/core'
import { CancelPurchase } from '#orders/actions/cancel_purchase'
import { findPurchaseReview, type PurchaseReview } from '#orders/queries/find_purchase_review'
import type { ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const PURCHASE = 'purchase'

/** Purchases that plugins found risky. Approving leaves them alone; rejecting cancels what was not shipped. */
@inject()
export class PurchaseSubject implements ReviewSubject {
  readonly type = PURCHASE
  readonly view = 'moderation/moderator/subjects/purchase'
  readonly decisions = ['approve', 'reject'] as const

  constructor(private readonly cancelPurchase: CancelPurchase) {}

  async summarize(groupId: string): Promise<SubjectSummary | null> {
    const review = await findPurchaseReview(groupId)
    if (!review || review.orders.every(({ state }) => state === 'cancelled')) return null
    return {
      title: review.orders.map(({ number }) => `№ ${number}`).join(', '),
      ownerIds: [review.buyer_id],
      reasons: reasonsOf(review),
      facts: { sellers: review.orders.map(({ seller }) => seller).join(', ') },
    }
  }

  page(groupId: string): Promise<PurchaseReview | null> {
    return findPurchaseReview(groupId)
  }

  async decide(trx: TransactionClientContract, { subjectId, decision, actor, publicReason }: SubjectDecision): Promise<void> {
    if (decision === 'approve') return
    await this.cancelPurchase.handle(trx, { groupId: subjectId, actor, reason: publicReason })
  }
}

/** The score stands beside the first of its reasons: the plugins do not say which of them weighs how much. */
function reasonsOf({ score, reasons }: PurchaseReview) {
  const weight = Math.round(score)
  const named = reasons.map(({ plugin, message }) => ({ plugin, message }))
  if (named.length === 0) return [{ code: 'fraud_score', weight, params: { score: weight } }]
  return named.map((params, at) => ({ code: 'plugin', weight: at === 0 ? weight : 0, params }))
}
