import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type User from '#identity/models/user'

/** Verified where there is no user, so that an unknown email takes as long as a wrong password. */
let decoy: Promise<string> | undefined

/** Hashing and checking of passwords: argon2id over the whole password, however long. */
export class Passwords {
  hash(plain: string): Promise<string> {
    return hash.make(plain)
  }

  /** Always costs one hash. Rehashes a good password whose parameters are out of date. */
  async matches(user: User | null, plain: string): Promise<boolean> {
    const stored = user?.passwordHash ?? (await (decoy ??= hash.make('no password matches this')))
    const isGood = await hash.verify(stored, plain)
    if (!user || !isGood) return false
    if (hash.needsReHash(stored)) await this.#rehash(user, plain)
    return true
  }

  /** Only while the old hash is still in force: a password changed meanwhile stays changed. */
  async #rehash(user: User, plain: string) {
    const passwordHash = await hash.make(plain)
    await db.from('users').where('id', user.id).where('password_hash', user.passwordHash).update({ password_hash: passwordHash })
  }
}
