import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Who the company is, is shown and changed by its owners and administrators: documents are of people. */
export default class VerificationPolicy extends BasePolicy {
  manage(user: User) {
    return user.can('tenancy.verify')
  }
}
