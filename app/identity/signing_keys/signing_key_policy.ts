import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

export default class SigningKeyPolicy extends BasePolicy {
  manage(user: User) {
    return user.can('identity.manage_keys')
  }
}
