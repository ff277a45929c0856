import { Exception } from '@adonisjs/core/exceptions'

/** One text for a wrong code, one of another step and one that was used. */
export class CodeRefused extends Exception {
  static status = 422
  static code = 'E_CODE_REFUSED'
  static message = 'This code is wrong or was used already'
  details = [{ field: 'code', message: CodeRefused.message, rule: 'code' }]
}

export class TotpAlreadyThere extends Exception {
  static status = 409
  static code = 'E_TOTP_ALREADY_THERE'
  static message = 'An authenticator app is set up already: remove it first'
}

export class SecondFactorRequired extends Exception {
  static status = 403
  static code = 'E_SECOND_FACTOR_REQUIRED'
  static message = 'Your role needs a second factor: set one up first'
  /** Pages lead there; programs read why. */
  readonly redirectTo = '/account/security'
}

export class NoSecondFactor extends Exception {
  static status = 409
  static code = 'E_NO_SECOND_FACTOR'
  static message = 'Set up an authenticator app or a passkey first'
}

export class NoFactorToReset extends Exception {
  static status = 409
  static code = 'E_NO_FACTOR_TO_RESET'
  static message = 'The account has no second factor'
}
