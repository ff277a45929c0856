import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'
import type { PlatformRole } from '#core/rights'

/** A target's own platform roles: nobody touches an account that stands above theirs. */
type Target = { id: string; roles: readonly PlatformRole[] }

const ABOVE_ADMINS: PlatformRole[] = ['superadmin', 'admin']

/** Who may look after accounts. */
export default class UserPolicy extends BasePolicy {
  view(user: User) {
    return user.can('identity.view_users')
  }

  block(user: User, target: Target) {
    return user.can('identity.block_users') && user.id !== target.id && outranks(user, target.roles)
  }

  changeRole(user: User, target: Target, role: PlatformRole) {
    return user.can('identity.manage_roles') && user.id !== target.id && outranks(user, [...target.roles, role])
  }
}

/** Only superadmins deal with admins and superadmins, so that no admin can raise themselves or a friend. */
function outranks(user: User, roles: readonly PlatformRole[]) {
  if (user.access?.platformRoles.includes('superadmin')) return true
  return !roles.some((role) => ABOVE_ADMINS.includes(role))
}
