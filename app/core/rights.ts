export const PLATFORM_ROLES = ['superadmin', 'admin', 'moderator', 'analyst', 'support', 'finance', 'user'] as const
export const TENANT_ROLES = ['owner', 'admin', 'user', 'viewer'] as const

export type PlatformRole = (typeof PLATFORM_ROLES)[number]
export type TenantRole = (typeof TENANT_ROLES)[number]

/** Which system roles hold a permission. `superadmin` holds every one without being named. */
export type PermissionGrant = { platform?: PlatformRole[]; tenant?: TenantRole[] }

/** `<domain>.<verb or noun>`, e.g. `catalog.publish`. */
export type Permission = string

export type DeclaredPermission = { code: Permission; module: string; grant: PermissionGrant }

/** A role that people made, of the platform or of one company. */
export type NamedRole = { id: string; name: string }

/** What the signed-in user may do in the tenant chosen for this session or token. */
export interface Access {
  readonly tenantId: string | null
  readonly platformRoles: readonly PlatformRole[]
  readonly tenantRole: TenantRole | null
  /** Roles that people made: the platform's, and those of the tenant one works in. */
  readonly customRoleIds: readonly string[]
  can(permission: Permission): boolean
}
