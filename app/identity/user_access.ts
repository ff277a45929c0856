import { isGranted } from '#core/modules'
import { TENANT_ROLES, type Access, type Permission, type PlatformRole, type TenantRole } from '#core/rights'

/**
 * What a user holds: on the platform where `tenant_id` is null, else in that tenant. A system role is named and its permissions
 * are the modules' to say; a role that people made says them itself and has no name here.
 */
export type RoleGrant = { role: string | null; tenant_id: string | null; permissions?: Permission[] | null; role_id?: string | null }

/** A user's rights in one tenant of theirs, or in none. */
export class UserAccess implements Access {
  readonly tenantId: string | null
  readonly platformRoles: readonly PlatformRole[]
  readonly tenantRole: TenantRole | null
  readonly customRoleIds: readonly string[]
  readonly #granted: ReadonlySet<Permission> | null

  constructor(grants: RoleGrant[], preferredTenantId: string | null) {
    const memberships = grants.filter((grant) => grant.tenant_id !== null && grant.role !== null)
    const chosen = memberships.find((grant) => grant.tenant_id === preferredTenantId) ?? memberships.at(0)
    this.platformRoles = grants.flatMap(({ role, tenant_id: tenantId }) => (role && tenantId === null ? [role as PlatformRole] : []))
    this.tenantId = chosen?.tenant_id ?? null
    this.tenantRole = (chosen?.role as TenantRole) ?? null
    const made = madeByPeople(grants, this.tenantId)
    this.customRoleIds = made.flatMap(({ role_id: id }) => id ?? [])
    this.#granted = made.length ? new Set(made.flatMap(({ permissions }) => permissions!)) : null
  }

  can(permission: Permission): boolean {
    return isGranted(permission, this.platformRoles, this.tenantRole) || !!this.#granted?.has(permission)
  }

  /** The one role a token names: the tenant's where there is one, else the highest on the platform. */
  get primaryRole(): string {
    return this.tenantRole && TENANT_ROLES.includes(this.tenantRole) ? this.tenantRole : (this.platformRoles.at(0) ?? 'user')
  }
}

export const GUEST_ACCESS: Access = { tenantId: null, platformRoles: [], tenantRole: null, customRoleIds: [], can: () => false }

/** Roles people made: the platform's, and those of the tenant one works in. */
const madeByPeople = (grants: RoleGrant[], tenantId: string | null) =>
  grants.filter((grant) => grant.permissions && (grant.tenant_id === null || grant.tenant_id === tenantId))
