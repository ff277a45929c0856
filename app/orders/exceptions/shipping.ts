import { Exception } from '@adonisjs/core/exceptions'

/** Why the answer of a plugin was left out; told to its owner's log, never to a buyer. */
export class ShippingAnswerRefused extends Exception {
  static status = 422
  static code = 'E_SHIPPING_ANSWER_REFUSED'
}
