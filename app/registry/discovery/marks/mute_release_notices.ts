import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'

/** Whether somebody hears of new versions of what they follow; following itself goes on. */
export async function muteReleaseNotices(userId: string, isMuted: boolean): Promise<void> {
  const sql = isMuted
    ? 'insert into muted_release_notices (user_id) values (?) on conflict do nothing'
    : 'delete from muted_release_notices where user_id = ?'
  await sqlRun(db, sql, [userId])
}
