import { Exception } from '@adonisjs/core/exceptions'

export class TenantContextMissing extends Exception {
  static status = 500
  static code = 'E_TENANT_CONTEXT_MISSING'
  static message = 'A tenant-owned model was used outside a tenant: wrap it in runInTenant() or withoutTenantScope()'
}

export class CrossTenantWrite extends Exception {
  static status = 500
  static code = 'E_CROSS_TENANT_WRITE'
  static message = "A row may neither be written into another tenant nor moved there"
}
