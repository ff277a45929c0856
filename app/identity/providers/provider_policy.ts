import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Who says which providers vouch for people. */
export default class ProviderPolicy extends BasePolicy {
  manage(user: User) {
    return user.can('identity.manage_providers')
  }
}
