import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'

/** A person is the platform's, not a company's. */
export async function findUserObject(id: string): Promise<{ tenantId: null; label: string } | null> {
  if (!isId(id)) return null
  const [user] = await sqlRows<{ email: string }>(db, 'select email::text from users where id = ?', [id])
  return user ? { tenantId: null, label: user.email } : null
}
