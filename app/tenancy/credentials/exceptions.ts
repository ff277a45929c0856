import { Exception } from '@adonisjs/core/exceptions'

export class UnknownCredential extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_CREDENTIAL'
  static message = 'There is no such credential'
}

export class TooManyCredentials extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_CREDENTIALS'
  static message = 'A company keeps 50 credentials at most: remove one first'
}
