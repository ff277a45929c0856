import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Scope hides foreign products (404); this says what a member may do with the tenant's own. */
export default class ProductPolicy extends BasePolicy {
  view(user: User) {
    return user.can('catalog.view')
  }

  manage(user: User) {
    return user.can('catalog.manage')
  }
}
