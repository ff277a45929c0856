import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** The platform's staff and the companies on it. */
export default class TenantPolicy extends BasePolicy {
  view(user: User) {
    return user.can('tenancy.view_tenants')
  }

  changePlan(user: User) {
    return user.can('tenancy.change_plans')
  }
}
