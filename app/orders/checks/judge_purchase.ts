import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { recordFraudCheck } from '#orders/checks/record_fraud_check'
import { ScoreFraud, type FraudFinding } from '#orders/checks/score_fraud'
import { ValidateOrder } from '#orders/checks/validate_order'
import { PurchaseBlocked } from '#orders/exceptions/checkout'
import type { PlaceOrderInput } from '#orders/actions/place_order'
import type { Quote } from '#orders/pricing/quote'

/** All that plugins may have against a purchase, asked at once, before anything is written. */
@inject()
export class JudgePurchase {
  constructor(
    private readonly validateOrder: ValidateOrder,
    private readonly scoreFraud: ScoreFraud
  ) {}

  /** What is known of its risk. Throws `OrderRefused`, or `PurchaseBlocked` once the reasons are kept. */
  async handle(quote: Quote, input: PlaceOrderInput): Promise<FraudFinding | null> {
    const [, finding] = await Promise.all([this.validateOrder.handle(quote, input), this.scoreFraud.handle(quote, input)])
    if (finding?.verdict !== 'block') return finding
    await recordFraudCheck(db, { finding, groupId: null, buyerId: input.actor.userId, quote })
    throw new PurchaseBlocked()
  }
}
