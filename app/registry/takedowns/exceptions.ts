import { Exception } from '@adonisjs/core/exceptions'

export class FourEyesRequired extends Exception {
  static status = 403
  static code = 'E_FOUR_EYES'
  static message = 'What is your own is decided by somebody else'
}

export class DigestBlocked extends Exception {
  static status = 422
  static code = 'E_DIGEST_BLOCKED'
  static message = 'These bytes were blocked by the platform and cannot be published'
}
