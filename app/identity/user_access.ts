import { isGranted } from '#core/modules'
import { TENANT_ROLES, type Access, type Permission, type PlatformRole, type TenantRole } from '#core/rights'

/** A row of the `role_grants` view: a platform role where `tenant_id` is null. */
export type RoleGrant = { role: string; tenant_id: string | null }

/** A user's rights in one tenant of theirs, or in none. */
export class UserAccess implements Access {
  readonly tenantId: string | null
  readonly platformRoles: readonly PlatformRole[]
  readonly tenantRole: TenantRole | null

  constructor(grants: RoleGrant[], preferredTenantId: string | null) {
    const memberships = grants.filter((grant) => grant.tenant_id !== null)
    const chosen = memberships.find((grant) => grant.tenant_id === preferredTenantId) ?? memberships.at(0)
    this.platformRoles = grants.filter((grant) => grant.tenant_id === null).map((grant) => grant.role as PlatformRole)
    this.tenantId = chosen?.tenant_id ?? null
    this.tenantRole = (chosen?.role as TenantRole) ?? null
  }

  can(permission: Permission): boolean {
    return isGranted(permission, this.platformRoles, this.tenantRole)
  }

  /** The one role a token names: the tenant's where there is one, else the highest on the platform. */
  get primaryRole(): string {
    return this.tenantRole && TENANT_ROLES.includes(this.tenantRole) ? this.tenantRole : (this.platformRoles.at(0) ?? 'user')
  }
}

export const GUEST_ACCESS: Access = { tenantId: null, platformRoles: [], tenantRole: null, can: () => false }
