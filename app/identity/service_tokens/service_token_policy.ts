import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'
import type { Place } from '#identity/service_tokens/service_scopes'

/** A company's tokens are its owners' and administrators' business, the platform's are its administrators'. */
export default class ServiceTokenPolicy extends BasePolicy {
  manage(user: User, place: Place) {
    return user.can(place === null ? 'identity.manage_platform_tokens' : 'identity.manage_service_tokens')
  }
}
