import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { IN_FORCE } from '#registry/advisories/queries/affected_by'
import type { Advisory } from '#registry/advisories/advisory'

/** What is told about an advisory, while it holds. */
export async function findAdvisoryInForce(id: string): Promise<Pick<Advisory, 'id' | 'code' | 'summary' | 'severity'> | null> {
  const [row] = await sqlRows<Advisory>(db, `select a.id, a.code, a.summary, a.severity from advisories a where a.id = ? and ${IN_FORCE}`, [
    id,
  ])
  return row ?? null
}
