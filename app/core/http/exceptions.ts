import { Exception } from '@adonisjs/core/exceptions'

export class InvalidCursor extends Exception {
  static status = 422
  static code = 'E_INVALID_CURSOR'
  static message = 'The cursor is not one of this list'
  details = [{ field: 'cursor', message: InvalidCursor.message, rule: 'cursor' }]
}

export class NotFound extends Exception {
  static status = 404
  static code = 'E_NOT_FOUND'
  static message = 'There is nothing here'
}

export class Forbidden extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'You may not do this'
}

export class Unauthenticated extends Exception {
  static status = 401
  static code = 'E_AUTH_REQUIRED'
  static message = 'Sign in first'
}

/** More of one kind of work than a process does in a few seconds. */
export class Overloaded extends Exception {
  static status = 503
  static code = 'E_OVERLOADED'
  static message = 'Too many people ask for this at the same moment; try again'
  retryAfter = 3
}

export class BodyTooLarge extends Exception {
  static status = 413
  static code = 'E_REQUEST_ENTITY_TOO_LARGE'
  static message = 'request entity too large'
}

export class UnsupportedBodyType extends Exception {
  static status = 415
  static code = 'E_UNSUPPORTED_BODY_TYPE'
  static message = 'Send the body as application/json'
  details = [{ field: 'Content-Type', message: UnsupportedBodyType.message, rule: 'type' }]
}
