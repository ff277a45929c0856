import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

/** How many advisories wait for a moderator. */
export async function countWaitingAdvisories(): Promise<number> {
  const [row] = await sqlRows<{ waiting: number }>(db, `select count(*)::int as waiting from advisories where status = 'triage'`)
  return row!.waiting
}
