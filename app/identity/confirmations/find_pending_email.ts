import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

/** The address whose link was mailed and not opened yet. */
export async function findPendingEmail(userId: string): Promise<string | null> {
  const [row] = await sqlRows<{ value: string }>(
    db,
    `select value::text from contact_confirmations where user_id = ? and kind = 'email' and used_at is null and expires_at > now()
     order by created_at desc limit 1`,
    [userId]
  )
  return row?.value ?? null
}
