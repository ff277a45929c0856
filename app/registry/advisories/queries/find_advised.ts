import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { IN_FORCE, IN_STRETCH } from '#registry/advisories/queries/affected_by'
import type { FindAdvised } from '#registry/dependencies/queries/find_advised_versions'

/** Which of these versions an advisory names that holds. From the ranges outwards: there are few of them. */
export const findAdvised: FindAdvised = async (versionIds) => {
  const rows = await sqlRows<{ id: string }>(
    db,
    `select distinct v.id from plugin_versions v join advisory_ranges r on ${IN_STRETCH} join advisories a on a.id = r.advisory_id and ${IN_FORCE}
      where v.id = any(?)`,
    [versionIds]
  )
  return new Set(rows.map(({ id }) => id))
}
