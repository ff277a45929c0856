import { Exception } from '@adonisjs/core/exceptions'

export class OfferNotFound extends Exception {
  static status = 404
  static code = 'E_OFFER_NOT_FOUND'
  static message = 'This offer does not exist or is not sold any more'
}

export class CartFull extends Exception {
  static status = 422
  static code = 'E_CART_FULL'

  constructor(limit: number) {
    super(`A cart holds up to ${limit} different goods`)
  }
}
