import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'

/** Whether the person's own, proved address has an account: told to nobody else. */
export async function hasOwnAccount({ email, isEmailVerified }: ProviderPerson): Promise<boolean> {
  if (email === null || !isEmailVerified) return false
  const rows = await sqlRows(db, 'select 1 from users where email = ?', [email])
  return rows.length > 0
}
