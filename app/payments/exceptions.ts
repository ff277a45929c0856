import { Exception } from '@adonisjs/core/exceptions'

export class PaymentAmountMismatch extends Exception {
  static status = 500
  static code = 'E_PAYMENT_AMOUNT_MISMATCH'
  static message = 'The orders of a payment do not add up to its amount'
}

/** The buyer may be charged at this moment: neither a new charge nor a cancellation is safe. */
export class PaymentInFlight extends Exception {
  static status = 409
  static code = 'E_PAYMENT_IN_FLIGHT'
  static message = 'A payment is being processed; wait for its outcome'
}

export class PaymentNotPayable extends Exception {
  static status = 409
  static code = 'E_PAYMENT_NOT_PAYABLE'
  static message = 'This payment was declined, cancelled or belongs to other orders'
}

export class RefundTooLarge extends Exception {
  static status = 409
  static code = 'E_REFUND_TOO_LARGE'
  static message = 'More cannot be refunded than was paid for the order'
}

/** The provider gave no answer that can be trusted: nobody knows yet whether money moved. */
export class ProviderUnreachable extends Exception {
  static status = 503
  static code = 'E_PAYMENT_PROVIDER_UNREACHABLE'
  static message = 'The payment provider does not answer'
}

/** New payments wait for the provider that was chosen; another one is never put in its place. */
export class ProviderUnavailable extends Exception {
  static status = 503
  static code = 'E_PAYMENT_PROVIDER_UNAVAILABLE'
  static message = 'Payments are not taken at the moment; try again later'
}

export class CardsNotTaken extends Exception {
  static status = 422
  static code = 'E_CARDS_NOT_TAKEN'
  static message = 'This provider takes card numbers in its own form only'
}

export class WebhookRefused extends Exception {
  static status = 400
  static code = 'E_WEBHOOK_REFUSED'
  static message = 'The notification is malformed or not signed by the provider'
}

export class UnknownProvider extends Exception {
  static status = 404
  static code = 'E_PAYMENT_PROVIDER_UNKNOWN'
  static message = 'There is no such payment provider'
}
