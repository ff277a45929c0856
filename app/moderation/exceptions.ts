import { Exception } from '@adonisjs/core/exceptions'

export class ReviewItemNotFound extends Exception {
  static status = 404
  static code = 'E_REVIEW_ITEM_NOT_FOUND'
  static message = 'There is no such thing to review'
}

/** Somebody else claimed or decided it, or it changed, after the page was opened. */
export class ReviewConflict extends Exception {
  static status = 409
  static code = 'E_REVIEW_CONFLICT'
  static message = 'This was changed by somebody else: look at it again'
}

export class FourEyesRequired extends Exception {
  static status = 403
  static code = 'E_FOUR_EYES'
  static message = 'What is your own is decided by somebody else'
}

export class CannedTextNotFound extends Exception {
  static status = 404
  static code = 'E_CANNED_TEXT_NOT_FOUND'
  static message = 'There is no such text'
}

export class EscalatedToAdmins extends Exception {
  static status = 403
  static code = 'E_ESCALATED'
  static message = 'This was handed up: an administrator decides it'
}
