import { tenantScope } from '#core/tenant_scope'
import { TenantContextMissing } from '#tenancy/exceptions'

export { runInTenant, withoutTenantScope } from '#core/tenant_scope'

/** The tenant in context. Throws `TenantContextMissing` where there is none: that is a mistake of ours, not of a client. */
export function currentTenant(): string {
  const scope = tenantScope()
  if (scope.kind !== 'tenant') throw new TenantContextMissing()
  return scope.tenantId
}
