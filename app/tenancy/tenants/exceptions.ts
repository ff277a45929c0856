import { Exception } from '@adonisjs/core/exceptions'

export class UnknownTenant extends Exception {
  static status = 404
  static code = 'E_UNKNOWN_TENANT'
  static message = 'There is no such company'
}

export class TenantNotActive extends Exception {
  static status = 409
  static code = 'E_TENANT_NOT_ACTIVE'
  static message = 'The company is closed'
}
