import { Exception } from '@adonisjs/core/exceptions'

/** Out of reach or out of order: asked again later. */
export class TaxServiceUnavailable extends Exception {
  static status = 503
  static code = 'E_TAX_SERVICE_UNAVAILABLE'
}
