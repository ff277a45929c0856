import { listOwnTenants } from '#tenancy/queries/list_own_tenants'
import { panelsOf } from '#core/panels/navigation'
import type { Access } from '#core/rights'

/** The companies somebody may work in, and the hats they wear where they are now. */
export async function listContexts(userId: string, access: Access) {
  const tenants = await listOwnTenants(userId)
  return {
    tenant_id: access.tenantId,
    companies: tenants.map(({ id, name, role }) => ({ tenant_id: id, name, role, is_current: id === access.tenantId })),
    hats: ['buyer', ...panelsOf(access, null).flatMap(({ name }) => (name === 'account' ? [] : [name]))],
  }
}
