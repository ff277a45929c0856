import { Exception } from '@adonisjs/core/exceptions'
import type { FieldProblem } from '#core/http/problem'

export class NothingToBuy extends Exception {
  static status = 422
  static code = 'E_CART_EMPTY'
  static message = 'There is nothing to buy'
}

export class MixedCurrencies extends Exception {
  static status = 422
  static code = 'E_MIXED_CURRENCIES'
  static message = 'Goods priced in different currencies are bought separately'
}

/** Something changed since the buyer looked: price, stock or availability. Nothing was bought; each line is named. */
export class QuoteChanged extends Exception {
  static status = 409
  static code = 'E_QUOTE_CHANGED'
  static message = 'Prices or stock have changed since you looked'

  constructor(readonly details: FieldProblem[]) {
    super(QuoteChanged.message)
  }
}

export class OffersUnavailable extends Exception {
  static status = 409
  static code = 'E_OFFER_UNAVAILABLE'
  static message = 'Some of this is not sold any more'

  constructor(readonly details: FieldProblem[]) {
    super(OffersUnavailable.message)
  }
}

/** The orders exist and are cancelled; their stock is free again. Another attempt is a new purchase. */
export class PaymentDeclined extends Exception {
  static status = 402
  static code = 'E_PAYMENT_DECLINED'
  static message = 'The payment was declined; nothing was charged'
  details: FieldProblem[]

  /** @param reason the provider's code, e.g. `insufficient_funds`; none where the order was given up unpaid */
  constructor(readonly reason: string | null) {
    super(PaymentDeclined.message)
    this.details = [{ field: 'payment', message: PaymentDeclined.message, rule: reason ?? 'cancelled' }]
  }
}

/** What a plugin has against a line; without a line, against the purchase as a whole. */
export type LineProblem = { offerId: string | null; message: string }

/** A plugin said no, and why. Nothing was bought. */
export class OrderRefused extends Exception {
  static status = 422
  static code = 'E_ORDER_REFUSED'
  static message = 'This cannot be bought like that'
  details: FieldProblem[]

  /** @param offerIds of the purchase, in the order asked for */
  constructor(
    readonly problems: LineProblem[],
    offerIds: string[]
  ) {
    super(OrderRefused.message)
    const fieldOf = (offerId: string | null) => (offerId ? `items.${offerIds.indexOf(offerId)}.offer_id` : 'items')
    this.details = problems.map(({ offerId, message }) => ({ field: fieldOf(offerId), message, rule: 'plugin' }))
  }
}

/** Says nothing of the reasons: whoever tries to cheat would learn from them. */
export class PurchaseBlocked extends Exception {
  static status = 422
  static code = 'E_PURCHASE_BLOCKED'
  static message = 'This purchase cannot be made. Please contact support'
}

export class IdempotencyKeyReused extends Exception {
  static status = 422
  static code = 'E_IDEMPOTENCY_KEY_REUSED'
  static message = 'This idempotency key was used with another request'
}
