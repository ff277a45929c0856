import { Exception } from '@adonisjs/core/exceptions'

export class CurrencyMismatch extends Exception {
  static status = 422
  static code = 'E_CURRENCY_MISMATCH'
  static message = 'Amounts of different currencies cannot be combined'
}

export class InvalidAmount extends Exception {
  static status = 422
  static code = 'E_INVALID_AMOUNT'
  static message = 'An amount must be a whole number of minor units'
}
