import app from '@adonisjs/core/services/app'
import { LiveConnections } from '#identity/live/live_connections'
import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Ends every session of panels and every sign-in of programs, and forgets remembered devices. Their next request is a guest's: sessions are compared
 * with a time of the user's row, so this holds for a session store outside the database, too. The time is this process's,
 * as is that of the session it may start next. Connections that stay open are closed in every process once this is committed.
 */
export async function endSessions(trx: TransactionClientContract, userId: string, reason: string): Promise<void> {
  await sqlRun(trx, 'update users set sessions_valid_after = ? where id = ?', [new Date(), userId])
  await sqlRun(trx, 'delete from sessions where user_id = ?', [userId])
  await sqlRun(trx, 'delete from trusted_devices where user_id = ?', [userId])
  await sqlRun(trx, 'update refresh_families set revoked_at = now(), revoked_reason = ? where user_id = ? and revoked_at is null', [
    reason,
    userId,
  ])
  const live = await app.container.make(LiveConnections)
  trx.after('commit', () => live.announce(userId))
}
