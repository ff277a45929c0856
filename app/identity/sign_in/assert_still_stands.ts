import { sqlRows } from '#core/database/sql'
import { InvalidCredentials } from '#identity/exceptions'
import type User from '#identity/models/user'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Between a proof and the sign-in it begins the password may change, or everything may be ended: a sign-in that came out of the old
 * password would outlive it. Locks the account's row until the sign-in is written, so that either sees the other.
 * `user` is the row as it was before the proof. Throws `InvalidCredentials`.
 */
export async function assertStillStands(trx: TransactionClientContract, { id, sessionsValidAfter }: User): Promise<void> {
  const sql = `select sessions_valid_after as ended_at from users where id = ? and status = 'active' for no key update`
  const [standing] = await sqlRows<{ ended_at: Date | null }>(trx, sql, [id])
  if (!standing || standing.ended_at?.getTime() !== sessionsValidAfter?.toMillis()) throw new InvalidCredentials()
}
