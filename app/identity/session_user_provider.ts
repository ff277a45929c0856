import { symbols } from '@adonisjs/auth'
import { findIdentity } from '#identity/queries/find_identity'
import type User from '#identity/models/user'
import type { SessionGuardUser, SessionUserProviderContract } from '@adonisjs/auth/types/session'

/** Loads the session's user with their roles in one query; blocked users have no session, and a sign-in that was ended has none either. */
export class SessionUserProvider implements SessionUserProviderContract<User> {
  declare [symbols.PROVIDER_REAL_USER]: User

  async createUserForGuard(user: User): Promise<SessionGuardUser<User>> {
    return { getId: () => [user.id, user.signInId].filter(Boolean).join(':'), getOriginal: () => user }
  }

  async findById(identifier: string | number | bigint) {
    const [userId, signInId] = String(identifier).split(':')
    const identity = await findIdentity(userId, signInId)
    if (!identity) return null
    identity.user.signInId = signInId ?? null
    return this.createUserForGuard(identity.user)
  }
}
