import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { HttpContext } from '@adonisjs/core/http'

/** How many advisories wait for a moderator, for who looks at the menu. */
export async function waitingAdvisories({ access, route }: HttpContext): Promise<Record<string, number>> {
  if (!route?.name?.startsWith('moderator.') || !access.can('trust.advise')) return {}
  const [row] = await sqlRows<{ waiting: number }>(db, `select count(*)::int as waiting from advisories where status = 'triage'`)
  return { 'advisories.nav': row!.waiting }
}
