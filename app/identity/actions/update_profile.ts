import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import type { Actor } from '#core/actor'

export type UpdateProfileInput = { actor: Actor; userId: string; fullName: string; locale: 'en' | 'ru' }

/** What people may change of their own account. */
@inject()
export default class UpdateProfile {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, userId, fullName, locale }: UpdateProfileInput): Promise<User> {
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
      const before = { full_name: user.fullName, locale: user.locale }
      await user.merge({ fullName, locale }).save()
      await this.audit.record(trx, {
        actor,
        action: 'identity.profile_updated',
        target: { type: 'user', id: userId, label: user.email },
        before,
        after: { full_name: fullName, locale },
      })
      return user
    })
  }
}
