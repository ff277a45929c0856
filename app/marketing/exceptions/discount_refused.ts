import { Exception } from '@adonisjs/core/exceptions'

/** A plugin's answer that cannot be a discount. The purchase goes on without it; the run shows the reason. */
export class DiscountRefused extends Exception {
  static status = 422
  static code = 'E_DISCOUNT_REFUSED'

  constructor(reason: string) {
    super(`The discount plugin ${reason}`)
  }
}
