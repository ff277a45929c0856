import app from '@adonisjs/core/services/app'
import { Settings } from '#core/settings/settings'
import { rolesWithSecondFactor } from '#identity/second_factor/settings'
import type User from '#identity/models/user'
import type { PlatformRole } from '#core/rights'
import type { RoleGrant } from '#identity/user_access'

let settings: Settings | undefined

/**
 * The grants that are worth something. A role that needs a second factor is worth nothing to whoever has none, behind
 * every door: nobody has to remember to ask. Settings are read from memory, so this costs no query.
 */
export async function worthwhile(user: User, grants: RoleGrant[]): Promise<RoleGrant[]> {
  if (user.hasSecondFactor) return grants
  const roles = await listDemandingRoles()
  if (!roles.length) return grants
  const isWithheld = ({ role, tenant_id: tenantId }: RoleGrant) => tenantId === null && role !== null && roles.includes(role)
  user.withheldRoles = grants.filter(isWithheld).map(({ role }) => role as PlatformRole)
  return user.withheldRoles.length ? grants.filter((grant) => !isWithheld(grant)) : grants
}

/** Platform roles that are worth nothing without a second factor. */
export async function listDemandingRoles(): Promise<string[]> {
  settings ??= await app.container.make(Settings)
  const demanding = await settings.get(rolesWithSecondFactor)
  return demanding ? demanding.split(',').map((role) => role.trim()) : []
}
