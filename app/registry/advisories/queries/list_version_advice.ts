import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { IN_FORCE, IN_STRETCH } from '#registry/advisories/queries/affected_by'

/** What is known against a version, for who is about to take it; newest first. */
export const listVersionAdvice = (versionId: string) =>
  sqlRows<{ code: string; summary: string }>(
    db,
    `select a.code, a.summary from advisories a where ${IN_FORCE} and a.id in
       (select r.advisory_id from advisory_ranges r join plugin_versions v on ${IN_STRETCH} where v.id = ?) order by a.published_at desc, a.id`,
    [versionId]
  )
