import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { Condition } from '#registry/search/conditions'

/** Below that, half of all short names look alike, and each has to be looked at. */
const LIKENESS = 0.4
const MOST = 200
/** A guess is not worth more. */
const PATIENCE_MS = 100
const CANCELLED = '57014'

/**
 * Public plugins whose name looks like the whole query, the likest first: for what was mistyped so that no word of it is
 * known. Found once and bounded by time; who runs out of it found nothing.
 */
export async function similarNames(name: string): Promise<Condition> {
  const ids = await findIds(name).catch((error: { code?: string }) => {
    if (error.code === CANCELLED) return []
    throw error
  })
  return { sql: 's.plugin_id = any(?::uuid[])', bindings: [ids] }
}

const findIds = (name: string): Promise<string[]> =>
  db.transaction(async (trx) => {
    await sqlRows(trx, `select set_config('pg_trgm.similarity_threshold', ?, true), set_config('statement_timeout', ?, true)`, [
      String(LIKENESS),
      String(PATIENCE_MS),
    ])
    const rows = await sqlRows<{ id: string }>(
      trx,
      'select plugin_id as id from plugin_search where canon_name % ? order by similarity(canon_name, ?) desc, downloads desc limit ?',
      [name, name, MOST]
    )
    return rows.map(({ id }) => id)
  })
