import { Exception } from '@adonisjs/core/exceptions'

/** A fixture can't be run as it is written; the message names the file and the place. */
export class FixtureInvalid extends Exception {
  static status = 422
  static code = 'E_FIXTURE_INVALID'
}
