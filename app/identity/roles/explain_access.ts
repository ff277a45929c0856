import db from '@adonisjs/lucid/services/db'
import { findObjectSource, isGranted, listPermissions } from '#core/modules'
import { sqlRows } from '#core/database/sql'
import { UnknownUser } from '#identity/exceptions'
import type { Permission, PermissionGrant, PlatformRole, TenantRole } from '#core/rights'

export type ExplainQuestion = {
  userId: string
  permission: Permission
  /** A thing, as `product` and its id: the answer is for the company it belongs to. */
  object?: { type: string; id: string } | null
  /** The company the user works in, where there is no thing to say it. */
  tenantId?: string | null
}

/** One way by which somebody holds the permission. */
export type AccessPath = {
  via: 'superadmin' | 'platform_role' | 'tenant_role' | 'custom_role'
  role: string
  tenant_id: string | null
  granted_by: string | null
  granted_at: Date | null
}
export const REFUSALS = [
  'unknown_permission',
  'blocked',
  'unknown_object',
  'not_a_member',
  'company_suspended',
  'needs_company',
  'no_role',
] as const
export type AccessRefusal = (typeof REFUSALS)[number]

export type Explanation = {
  user_id: string
  permission: Permission
  tenant_id: string | null
  object: { type: string; id: string; label: string | null } | null
  allowed: boolean
  path: AccessPath[]
  /** Why not; null where it is allowed. */
  refusal: AccessRefusal | null
  /** Which system roles would do. */
  held_by: { platform: readonly PlatformRole[]; tenant: readonly TenantRole[] }
}

type Binding = AccessPath & { permissions: Permission[] | null; status: string | null }

const BINDINGS = `
  select 'platform_role' as via, role, null::uuid as tenant_id, granted_by, created_at as granted_at, null::text[] as permissions, 'active' as status
    from role_bindings where user_id = ?
  union all
  select 'tenant_role', m.role, m.tenant_id, null, m.created_at, null, t.status
    from tenant_members m join tenants t on t.id = m.tenant_id where m.user_id = ?
  union all
  select 'custom_role', role_name, tenant_id, granted_by, created_at, permissions, 'active' from custom_role_grants where user_id = ?`

/**
 * Says whether somebody may do something, and by which role; or why not. It reads what a request of theirs would read, and asks the
 * same function. Policies may refuse more for a certain thing (its state, its owner): this answers for the right itself.
 * @throws UnknownUser
 */
export async function explainAccess({ userId, permission, object, tenantId }: ExplainQuestion): Promise<Explanation> {
  const [user] = await sqlRows<{ status: string }>(db, 'select status from users where id = ?', [userId])
  if (!user) throw new UnknownUser()
  const grant = listPermissions().find(({ code }) => code === permission)?.grant
  const thing = object ? ((await findObjectSource(object.type)?.(object.id)) ?? null) : null
  const bindings = await sqlRows<Binding>(db, BINDINGS, [userId, userId, userId])
  const place = thing?.tenantId ?? tenantId ?? null
  const path = pathsTo({ permission, grant, place, bindings })
  const refusal = refusalOf({
    grant,
    place,
    bindings,
    isBlocked: user.status !== 'active',
    isLost: !!object && !thing,
    hasPath: path.length > 0,
  })
  return {
    ...{ user_id: userId, permission, tenant_id: place, allowed: refusal === null, path: refusal ? [] : path, refusal },
    object: object ? { ...object, label: thing?.label ?? null } : null,
    held_by: { platform: ['superadmin', ...(grant?.platform ?? [])], tenant: grant?.tenant ?? [] },
  }
}

type Asked = { permission: Permission; grant: PermissionGrant | undefined; place: string | null; bindings: Binding[] }

function pathsTo({ permission, place, bindings }: Asked): AccessPath[] {
  const membership = bindings.find((one) => one.via === 'tenant_role' && one.tenant_id === place && one.status === 'active')
  const inPlace = (membership?.role ?? null) as TenantRole | null
  return bindings.flatMap(({ permissions, status, ...binding }) => {
    if (!opens({ ...binding, permissions, status }, { permission, place, inPlace })) return []
    return [binding.role === 'superadmin' && binding.via === 'platform_role' ? { ...binding, via: 'superadmin' as const } : binding]
  })
}

function opens(
  binding: Binding,
  { permission, place, inPlace }: { permission: Permission; place: string | null; inPlace: TenantRole | null }
) {
  const isHere = binding.tenant_id === null || binding.tenant_id === place
  if (!isHere || binding.status !== 'active') return false
  if (binding.via === 'custom_role') return !!binding.permissions?.includes(permission)
  if (binding.via === 'tenant_role') return isGranted(permission, [], inPlace)
  const roles = [binding.role as PlatformRole]
  // A superadmin has what members have once they are one: that is the way of the superadmin, not of the membership.
  return isGranted(permission, roles, binding.role === 'superadmin' ? inPlace : null)
}

type Facts = { grant?: PermissionGrant; place: string | null; bindings: Binding[]; isBlocked: boolean; isLost: boolean; hasPath: boolean }

function refusalOf({ grant, place, bindings, isBlocked, isLost, hasPath }: Facts): AccessRefusal | null {
  if (!grant) return 'unknown_permission'
  if (isBlocked) return 'blocked'
  if (isLost) return 'unknown_object'
  if (hasPath) return null
  const isForMembers = !!grant.tenant && !grant.platform
  if (!isForMembers) return 'no_role'
  if (!place) return 'needs_company'
  const membership = bindings.find((one) => one.via === 'tenant_role' && one.tenant_id === place)
  if (!membership) return 'not_a_member'
  return membership.status === 'active' ? 'no_role' : 'company_suspended'
}
