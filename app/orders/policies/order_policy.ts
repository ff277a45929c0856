import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Scope hides foreign orders (404); this says what a member may do with the tenant's own. */
export default class OrderPolicy extends BasePolicy {
  view(user: User) {
    return user.can('orders.view')
  }

  fulfil(user: User) {
    return user.can('orders.fulfil')
  }
}
