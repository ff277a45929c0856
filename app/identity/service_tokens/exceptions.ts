import { Exception } from '@adonisjs/core/exceptions'

export class ServiceTokenNotFound extends Exception {
  static status = 404
  static code = 'E_SERVICE_TOKEN_NOT_FOUND'
  static message = 'There is no such service token'
}

export class ServiceTokenEnded extends Exception {
  static status = 409
  static code = 'E_SERVICE_TOKEN_ENDED'
  static message = 'The service token was revoked or has expired'
}

export class TooManyServiceTokens extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_SERVICE_TOKENS'
  static message = 'Revoke a service token before you make another'
}

/** Terms that are not to be had here. */
export class UnfitTerms extends Exception {
  static status = 422
  static code = 'E_VALIDATION_ERROR'
  static message = 'The input is not valid'

  constructor(readonly details: { field: string; message: string; rule: string }[]) {
    super()
  }
}
