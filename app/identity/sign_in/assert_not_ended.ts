import { Unauthenticated } from '#core/http/exceptions'
import { preparedRowsIn } from '#core/database/prepared'
import type { Actor } from '#core/actor'
import type { SqlClient } from '#core/database/sql'

/**
 * Between the start of a request and what it writes, everything of the account may be ended: by a new password, a block, or its
 * rightful owner. What outlasts a sign-in must not come out of one that ended meanwhile. Holds the account's row, shared, until
 * it is written, so that either sees the other; call it before other rows are locked, and in a transaction that needs the row
 * for itself after it has it: two that both turned a shared lock into their own would wait for each other. Throws `Unauthenticated`.
 */
export async function assertNotEnded(client: SqlClient, { userId, endedAt }: Actor): Promise<void> {
  if (!userId || endedAt === undefined) return
  const sql = `select sessions_valid_after as at from users where id = ? and status = 'active' for share`
  const [account] = await preparedRowsIn<{ at: Date | null }>(client, sql, [userId])
  if (!account || (account.at?.getTime() ?? null) !== endedAt) throw new Unauthenticated()
}
