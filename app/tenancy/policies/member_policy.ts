import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'
import type { TenantRole } from '#core/rights'

/** Who may look after the people of the company in context. Owners are owners' business. */
export default class MemberPolicy extends BasePolicy {
  view(user: User) {
    return user.can('tenancy.view')
  }

  invite(user: User) {
    return user.can('tenancy.manage_members')
  }

  changeRole(user: User, change: { from: TenantRole; to: TenantRole }) {
    const touchesOwners = change.from === 'owner' || change.to === 'owner'
    return user.can(touchesOwners ? 'tenancy.manage_owners' : 'tenancy.manage_members')
  }

  /** Everybody may leave. */
  remove(user: User, member: { userId: string; role: TenantRole }) {
    if (member.userId === user.id) return user.can('tenancy.view')
    return user.can(member.role === 'owner' ? 'tenancy.manage_owners' : 'tenancy.manage_members')
  }

  updateTenant(user: User) {
    return user.can('tenancy.manage_members')
  }

  transferOwnership(user: User) {
    return user.can('tenancy.manage_owners')
  }

  closeTenant(user: User) {
    return user.can('tenancy.manage_owners')
  }
}
