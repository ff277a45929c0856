import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { sqlRows } from '#core/database/sql'
import { AttemptLimits } from '#identity/attempt_limits'
import { InvalidCredentials } from '#identity/exceptions'
import { Passwords } from '#identity/passwords/passwords'

/**
 * The password of a blocked account, by a program. It is refused as at the sign-in, in text and in time, to everybody who does not
 * know it, and to who is not blocked: only whose account it is learns of the block.
 */
@inject()
export class ProveBlocked {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly passwords: Passwords
  ) {}

  /** Answers the block in force. Throws `InvalidCredentials` (401) or `RateLimited` (429). */
  async handle({ email, password, ip }: { email: string; password: string; ip: string }): Promise<string> {
    await this.limits.signIn(email, ip)
    const user = await User.findBy('email', email.trim())
    const matches = await this.passwords.matches(user, password)
    const blockId = user && matches && user.status === 'blocked' ? await findBlockInForce(user.id) : null
    if (!blockId) throw new InvalidCredentials()
    await this.limits.signedIn(email, ip)
    return blockId
  }
}

async function findBlockInForce(userId: string): Promise<string | null> {
  const sql = 'select id from blocks where user_id = ? and lifted_at is null order by created_at desc limit 1'
  const [block] = await sqlRows<{ id: string }>(db, sql, [userId])
  return block?.id ?? null
}
