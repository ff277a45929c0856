import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#identity/models/user'

/** Who reads what happened in the company in context. */
export default class AuditPolicy extends BasePolicy {
  view(user: User) {
    return user.can('tenancy.view_audit')
  }
}
