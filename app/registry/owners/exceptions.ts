import { Exception } from '@adonisjs/core/exceptions'

export class RoleTooLow extends Exception {
  static status = 403
  static code = 'E_PERMISSION_DENIED'
  static message = 'Your role in this plugin does not allow this'
}

export class TrustedPublishingOnly extends Exception {
  static status = 403
  static code = 'E_TRUSTED_PUBLISHING_ONLY'
  static message = 'The owners of this plugin take versions from trusted builds only'
}
