import { Clock } from '#core/clock'
import { preparedRowsIn } from '#core/database/prepared'
import { InvalidCredentials } from '#identity/exceptions'
import type User from '#identity/models/user'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Between a proof and the sign-in it begins the password may change, or everything may be ended: a sign-in that came out of the old
 * password would outlive it. Holds the account's row until the sign-in is written, so that either sees the other, and notes in it
 * that its owner was here. `user` is the row as it was before the proof. Throws `InvalidCredentials`.
 */
export async function assertStillStands(trx: TransactionClientContract, { id, sessionsValidAfter }: User): Promise<void> {
  const sql = `update users set last_seen_at = ? where id = ? and status = 'active' returning sessions_valid_after as ended_at`
  const [standing] = await preparedRowsIn<{ ended_at: Date | null }>(trx, sql, [Clock.now().toJSDate(), id])
  if (!standing || standing.ended_at?.getTime() !== sessionsValidAfter?.toMillis()) throw new InvalidCredentials()
}
