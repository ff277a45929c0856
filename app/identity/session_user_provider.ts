import { symbols } from '@adonisjs/auth'
import { findIdentity } from '#identity/queries/find_identity'
import type User from '#identity/models/user'
import type { SessionGuardUser, SessionUserProviderContract } from '@adonisjs/auth/types/session'

/** Loads the session's user with their roles in one query; blocked users have no session. */
export class SessionUserProvider implements SessionUserProviderContract<User> {
  declare [symbols.PROVIDER_REAL_USER]: User

  async createUserForGuard(user: User): Promise<SessionGuardUser<User>> {
    return { getId: () => user.id, getOriginal: () => user }
  }

  async findById(identifier: string | number | bigint) {
    const identity = await findIdentity(String(identifier))
    return identity && this.createUserForGuard(identity.user)
  }
}
