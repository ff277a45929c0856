import { Exception } from '@adonisjs/core/exceptions'

export class UnknownStrike extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_STRIKE'
  static message = 'There is no such strike'
}

export class UnknownStandingAppeal extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_APPEAL'
  static message = 'There is no such appeal'
}

/** Not one's own, too late, or asked and answered already. */
export class StandingAppealRefused extends Exception {
  static status = 409
  static code = 'E_APPEAL_NOT_POSSIBLE'
  static message = 'This cannot be appealed, or not any more'
}
