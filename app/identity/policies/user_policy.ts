import { BasePolicy } from '@adonisjs/bouncer'
import { listPermissions } from '#core/modules'
import { ABOVE_ADMINS } from '#identity/superadmins'
import type User from '#identity/models/user'
import type { PlatformRole } from '#core/rights'

/** A target's own platform roles: nobody touches an account that stands above theirs. */
type Target = { id: string; roles: readonly PlatformRole[] }

/** Who may look after accounts. */
export default class UserPolicy extends BasePolicy {
  view(user: User) {
    return user.can('identity.view_users')
  }

  block(user: User, target: Target) {
    return user.can('identity.block_users') && user.id !== target.id && outranks(user, target.roles)
  }

  /** Accounts for new staff and for who asks by telephone. */
  create(user: User) {
    return user.can('identity.manage_users')
  }

  endSessions(user: User, target: Target) {
    return user.can('identity.manage_users') && outranks(user, target.roles)
  }

  /** Nobody their own: whoever may sign in changes theirs after a proof, and a stolen session must not go around it. */
  resetSecondFactors(user: User, target: Target) {
    return user.can('identity.manage_users') && user.id !== target.id && outranks(user, target.roles)
  }

  strike(user: User, target: Target) {
    return user.can('identity.strike_users') && user.id !== target.id && outranks(user, target.roles)
  }

  viewStanding(user: User) {
    return user.can('identity.view_users') || user.can('identity.strike_users')
  }

  explain(user: User) {
    return user.can('identity.view_roles')
  }

  changeRole(user: User, target: Target, role: PlatformRole) {
    return user.can('identity.manage_roles') && user.id !== target.id && outranks(user, [...target.roles, role]) && holds(user, role)
  }
}

function outranks(user: User, roles: readonly PlatformRole[]) {
  if (user.access?.platformRoles.includes('superadmin')) return true
  return !roles.some((role) => ABOVE_ADMINS.includes(role))
}

/** Administrators look after the roles below theirs; whoever was given the right to manage roles gives what they hold themselves. */
function holds(user: User, role: PlatformRole) {
  const own = user.access?.platformRoles ?? []
  if (own.includes('superadmin') || own.includes('admin')) return true
  return listPermissions().every(({ code, grant }) => !grant.platform?.includes(role) || user.can(code))
}
