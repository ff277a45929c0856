import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { refusalOfDuplicate } from '#identity/duplicate_account'
import type { Actor } from '#core/actor'

/** What is left out stays. */
type Profile = { fullName?: string; locale?: 'en' | 'ru'; username?: string }

export type UpdateProfileInput = Profile & { actor: Actor; userId: string }

/** What people may change of their own account. Throws `UsernameTaken` (422). */
@inject()
export default class UpdateProfile {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, userId, ...profile }: UpdateProfileInput): Promise<User> {
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
      const before = toldOf(user)
      await user
        .merge(definedOf(profile))
        .save()
        .catch((error) => {
          throw refusalOfDuplicate(error)
        })
      const target = { type: 'user', id: userId, label: user.email }
      await this.audit.record(trx, { actor, action: 'identity.profile_updated', target, before, after: toldOf(user) })
      return user
    })
  }
}

const toldOf = ({ fullName, locale, username }: User) => ({ full_name: fullName, locale, username })

const definedOf = (profile: Profile): Profile => Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined))
