import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Who looks after roles that people make. What goes into one is limited by what they hold themselves. */
export default class RolePolicy extends BasePolicy {
  viewPlatform(user: User) {
    return user.can('identity.view_roles')
  }

  managePlatform(user: User) {
    return user.can('identity.manage_roles')
  }

  manageCompany(user: User) {
    return user.tenantId !== null && user.can('identity.manage_tenant_roles')
  }
}
