import { inject } from '@adonisjs/core'
import { TakeDownProduct } from '#catalog/actions/take_down_product'
import { findProductReview, type ProductReview } from '#catalog/queries/find_product_review'
import type { ReviewSubject, SubjectDecision, SubjectSummary } from '#moderation/subjects/review_subject'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const PRODUCT = 'product'

const WORD_WEIGHT = 10

/** Products in whose texts plugins found something. Approving leaves them alone; rejecting takes them out of the shop. */
@inject()
export class ProductSubject implements ReviewSubject {
  readonly type = PRODUCT
  readonly view = 'moderation/moderator/subjects/product'
  readonly decisions = ['approve', 'reject'] as const

  constructor(private readonly takeDown: TakeDownProduct) {}

  async summarize(productId: string): Promise<SubjectSummary | null> {
    const review = await findProductReview(productId)
    if (!review || review.status !== 'published') return null
    return {
      title: review.title,
      ownerIds: review.owner_ids,
      reasons: review.matches.map(({ plugin, word, message }) => ({
        code: 'plugin',
        weight: WORD_WEIGHT,
        params: { plugin, message: [word, message].filter(Boolean).join(': ') },
      })),
      facts: { seller: review.seller },
    }
  }

  page(productId: string): Promise<ProductReview | null> {
    return findProductReview(productId)
  }

  async decide(trx: TransactionClientContract, { subjectId, decision, actor, publicReason }: SubjectDecision): Promise<void> {
    if (decision === 'approve') return
    await this.takeDown.handle(trx, { actor, productId: subjectId, reason: publicReason })
  }
}
