import { Exception } from '@adonisjs/core/exceptions'

/** The state machine has no such step from here; also what the slower of two people gets. */
export class TransitionRefused extends Exception {
  static status = 409
  static code = 'E_ORDER_TRANSITION'

  constructor(state: string, event: string) {
    super(`An order that is ${state.replaceAll('_', ' ')} cannot ${event.replaceAll('_', ' ')}`)
  }
}

export class TransitionForbidden extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'You may not do this with the order'
}

/** A charge is on its way and its outcome unknown: the order can only be changed once it is known. */
export class PaymentInFlight extends Exception {
  static status = 409
  static code = 'E_PAYMENT_IN_FLIGHT'
  static message = 'The payment is still being decided; try again in a minute'
  retryAfter = 60
}

export class StaleOrder extends Exception {
  static status = 409
  static code = 'E_ORDER_CHANGED'
  static message = 'Somebody changed the order meanwhile; look at it again'
}
