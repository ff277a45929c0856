import { Exception } from '@adonisjs/core/exceptions'

/** Told only to who knows the password. */
export class TwoFactorRequired extends Exception {
  static status = 401
  static code = 'E_TWO_FACTOR_REQUIRED'
  static message = 'Send two_factor_code as well: the code of your authenticator or a recovery code'
}
