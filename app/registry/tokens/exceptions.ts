import { Exception } from '@adonisjs/core/exceptions'

export class TokenNotFound extends Exception {
  static status = 404
  static code = 'E_TOKEN_NOT_FOUND'
  static message = 'You have no such token'
}

export class TokenEnded extends Exception {
  static status = 409
  static code = 'E_TOKEN_ENDED'
  static message = 'The token was revoked or has expired'
}

export class TooManyTokens extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_TOKENS'
  static message = 'Revoke a token before you make another'
}
