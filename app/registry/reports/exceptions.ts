import { Exception } from '@adonisjs/core/exceptions'

/** Also where the secret is wrong: who knows a number only learns nothing by it. */
export class ReportNotFound extends Exception {
  static status = 404
  static code = 'E_REPORT_NOT_FOUND'
  static message = 'There is no such case'
}

export class AppealRefused extends Exception {
  static status = 409
  static code = 'E_APPEAL_REFUSED'
  static message = 'This case was not decided yet, was appealed already, or the time to appeal is over'
}

export class DuplicateRefused extends Exception {
  static status = 409
  static code = 'E_DUPLICATE_REFUSED'
  static message = 'Only complaints about the same thing that nobody decided yet can be put together'
}
