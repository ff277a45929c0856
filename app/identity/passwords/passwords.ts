import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { isBcrypt, matchesBcrypt } from '#identity/passwords/bcrypt'
import { normalPassword, spellingsOf } from '#identity/passwords/spellings'
import { noSoonerThan, slowestRefusal } from '#identity/passwords/even_time'
import type User from '#identity/models/user'

/** Verified where there is no user, so that an unknown email takes as long as a wrong password. */
let decoy: Promise<string> | undefined

/** Hashing and checking of passwords: argon2id over the whole password, however long; bcrypt of older systems until the next sign-in. */
export class Passwords {
  hash(plain: string): Promise<string> {
    return hash.make(normalPassword(plain))
  }

  /** Always costs one hash per spelling. Rehashes a good password whose hash is out of date. */
  async matches(user: User | null, plain: string): Promise<boolean> {
    const began = performance.now()
    const nobodys = await (decoy ??= hash.make('no password matches this'))
    const stored = user?.passwordHash ?? nobodys
    const spelling = await this.#matching(stored, spellingsOf(plain))
    // Who has no password must not be let in by the one of the decoy.
    if (!user?.passwordHash || spelling === undefined) {
      await noSoonerThan(began, await slowestRefusal(nobodys))
      return false
    }
    if (spelling !== normalPassword(plain) || isOutdated(stored)) await this.#rehash(user.id, stored, plain)
    return true
  }

  /** All of them are tried, whichever matches: how long it takes says nothing about the account. */
  async #matching(stored: string, spellings: string[]): Promise<string | undefined> {
    const matches = await Promise.all(
      spellings.map((plain) => (isBcrypt(stored) ? matchesBcrypt(stored, plain) : hash.verify(stored, plain)))
    )
    return spellings[matches.indexOf(true)]
  }

  /** Only while the old hash is still in force: a password changed meanwhile stays changed. */
  async #rehash(userId: string, stored: string, plain: string) {
    const passwordHash = await this.hash(plain)
    await db.from('users').where('id', userId).where('password_hash', stored).update({ password_hash: passwordHash })
  }
}

const isOutdated = (stored: string) => isBcrypt(stored) || hash.needsReHash(stored)
