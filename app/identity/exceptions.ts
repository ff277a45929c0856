import { Exception } from '@adonisjs/core/exceptions'

export class InvalidToken extends Exception {
  static status = 401
  static code = 'E_TOKEN_INVALID'
  static message = 'The token is not valid, has expired or was revoked'
}

export class InsufficientScope extends Exception {
  static status = 403
  static code = 'E_INSUFFICIENT_SCOPE'
  static message = 'The token is not for this'
}

/** One text for an unknown email, a wrong password and a blocked account. */
export class InvalidCredentials extends Exception {
  static status = 401
  static code = 'E_INVALID_CREDENTIALS'
  static message = 'Email or password is wrong'
}

export class AccountNotCreated extends Exception {
  static status = 422
  static code = 'E_ACCOUNT_NOT_CREATED'
  static message = 'An account with these details cannot be created. If you have one already, sign in'
  details = [{ field: 'email', message: AccountNotCreated.message, rule: 'unavailable' }]
}

export class RateLimited extends Exception {
  static status = 429
  static code = 'E_RATE_LIMIT_EXCEEDED'
  static message = 'Too many requests: wait and try again'

  constructor(readonly retryAfter: number) {
    super()
  }
}

export class UsernameTaken extends Exception {
  static status = 422
  static code = 'E_USERNAME_TAKEN'
  static message = 'This username is taken'
  details = [{ field: 'username', message: UsernameTaken.message, rule: 'unique' }]
}

export class PasswordThere extends Exception {
  static status = 409
  static code = 'E_PASSWORD_THERE'
  static message = 'The account has a password: to change it you need to know it'
}

export class UnknownSignIn extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_SIGN_IN'
  static message = 'There is no such sign-in, or it is over'
}

export class UnknownUser extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_USER'
  static message = 'There is no such user'
}

export class LastSuperadmin extends Exception {
  static status = 409
  static code = 'E_LAST_SUPERADMIN'
  static message = 'The platform must keep one active superadmin'
}

export class NotYourself extends Exception {
  static status = 409
  static code = 'E_NOT_YOURSELF'
  static message = 'You cannot do this to your own account'
}

export class WrongPassword extends Exception {
  static status = 422
  static code = 'E_WRONG_PASSWORD'
  static message = 'This is not your current password'
  details = [{ field: 'current_password', message: WrongPassword.message, rule: 'password' }]
}

const PASSWORD_REFUSALS = {
  E_PASSWORD_TOO_SHORT: 'The password needs at least 8 characters',
  E_PASSWORD_TOO_LONG: 'The password may have at most 256 characters',
  E_PASSWORD_COMMON: 'This password is among the first that anybody would guess',
  E_PASSWORD_PERSONAL: 'This password is little more than your own name or address',
}

export class PasswordRefused extends Exception {
  static status = 422
  details: { field: string; message: string; rule: string }[]

  constructor(code: keyof typeof PASSWORD_REFUSALS) {
    super(PASSWORD_REFUSALS[code], { code })
    this.details = [{ field: 'password', message: this.message, rule: 'password' }]
  }
}

/** One text for a link that is too old, was used, was replaced, or never was. */
export class LinkOver extends Exception {
  static status = 404
  static code = 'E_LINK_OVER'
  static message = 'This link does not work: it is too old, was used already, or a newer one was sent'
}

export class WrongCode extends Exception {
  static status = 422
  static code = 'E_WRONG_CODE'
  static message = 'This is not the code, or it is too old: ask for another'
  details = [{ field: 'code', message: WrongCode.message, rule: 'code' }]
}

export class EmailUnavailable extends Exception {
  static status = 409
  static code = 'E_EMAIL_UNAVAILABLE'
  static message = 'This address cannot be used'
}

export class EmailNotConfirmed extends Exception {
  static status = 403
  static code = 'E_EMAIL_NOT_CONFIRMED'
  static message = 'Confirm your address first'
  /** Pages lead there; programs read why. */
  readonly redirectTo = '/account/contacts'
}
