import { inject } from '@adonisjs/core'
import type User from '#identity/models/user'

/** Asked at sign-in: whether a second proof is demanded, and whether what was given is one. */
@inject()
export class SecondFactor {
  /** A passkey with user verification is enough by itself; a trusted device skips the second proof. */
  async isDemanded(_user: User, _input: { method: 'password' | 'passkey' | 'provider'; deviceToken: string | null }): Promise<boolean> {
    return false
  }

  /** A code of the authenticator or a recovery code; uses it up. Throws `RateLimited`. */
  async check(_user: User, _code: string, _ip: string): Promise<boolean> {
    return false
  }
}
