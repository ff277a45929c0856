import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** With a new password every mailed link and code is over: a change of address must not outlive the password of whoever asked for it. */
export async function dropOpenLinks(trx: TransactionClientContract, userId: string): Promise<void> {
  for (const table of ['password_resets', 'contact_confirmations']) {
    await sqlRun(trx, `update ${table} set expires_at = now() where user_id = ? and used_at is null and expires_at > now()`, [userId])
  }
}
