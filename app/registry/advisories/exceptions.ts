import { Exception } from '@adonisjs/core/exceptions'

export class AdvisoryNotFound extends Exception {
  static status = 404
  static code = 'E_ADVISORY_NOT_FOUND'
  static message = 'There is no such advisory'
}

export class AdvisoryChanged extends Exception {
  static status = 409
  static code = 'E_ADVISORY_CHANGED'
  static message = 'The advisory was changed meanwhile: read it again'
}
