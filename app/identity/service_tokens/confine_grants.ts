import type { RoleGrant } from '#identity/user_access'

/** What somebody holds in this very company, or with null on the platform, and nowhere else. */
export const confineGrants = (grants: RoleGrant[], tenantId: string | null): RoleGrant[] =>
  grants.filter((grant) => grant.tenant_id === tenantId)
