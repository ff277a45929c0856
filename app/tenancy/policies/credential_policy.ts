import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Keys to other systems are the owners' and administrators'; others do not even see their names. */
export default class CredentialPolicy extends BasePolicy {
  manage(user: User) {
    return user.can('tenancy.manage_credentials')
  }
}
