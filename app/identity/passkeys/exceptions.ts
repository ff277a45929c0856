import { Exception } from '@adonisjs/core/exceptions'
import { isForPrograms } from '#core/http/problem'
import type { HttpContext } from '@adonisjs/core/http'

/** One text for whatever is wrong with a passkey's answer. */
export class PasskeyRefused extends Exception {
  static status = 422
  static code = 'E_PASSKEY_REFUSED'
  static message = 'The passkey was not accepted: try again'
  /** Programs read which field it was; the forms' is hidden, so theirs say it above. */
  readonly details: { field: string; message: string; rule: string }[]

  constructor({ request }: HttpContext) {
    super()
    this.details = isForPrograms(request.url()) ? [{ field: 'credential', message: PasskeyRefused.message, rule: 'passkey' }] : []
  }
}

export class TooManyPasskeys extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_PASSKEYS'
  static message = 'Remove a passkey before you add another'
}

export class PasskeyKnown extends Exception {
  static status = 409
  static code = 'E_PASSKEY_KNOWN'
  static message = 'This passkey is registered already'
}
