import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** A tenant's plugins: everybody in it sees them, its owner and admins change them. */
export default class InstallationPolicy extends BasePolicy {
  view(user: User) {
    return user.tenantId !== null && user.can('runtime.view')
  }

  manage(user: User) {
    return user.tenantId !== null && user.can('runtime.manage')
  }

  operate(user: User) {
    return user.can('runtime.operate')
  }
}
