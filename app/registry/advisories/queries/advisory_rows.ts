import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { IS_PUBLIC } from '#registry/advisories/queries/affected_by'
import type { StatusChange } from '#registry/queries/find_version_review'

const COLUMNS = `a.id, a.code, a.summary, a.severity, a.status, a.modified_at,
  (select string_agg(distinct p.name, ', ') from advisory_ranges r join plugins p on p.id = r.plugin_id where r.advisory_id = a.id) as plugins`
const NAMES = ['id', 'code', 'summary', 'severity', 'status', 'modified_at', 'plugins']

const rows = (where: string, bindings: string[]) =>
  db.from(db.from('advisories as a').whereRaw(where, bindings).select(db.raw(COLUMNS)).as('listed')).select(...NAMES)

/** Every advisory, for moderators; the table filters and pages. */
export const advisoryRows = () => rows('true', [])

/** What somebody wrote, and what is public about their plugins. */
export const ownAdvisoryRows = (userId: string) =>
  rows(
    `(a.created_by = ? or (${IS_PUBLIC} and exists (select 1 from advisory_ranges r join plugin_people o on o.plugin_id = r.plugin_id
       where r.advisory_id = a.id and o.user_id = ?)))`,
    [userId, userId]
  )

/** What became of an advisory, newest first. */
export const listAdvisoryActions = (id: string) =>
  sqlRows<StatusChange>(
    db,
    `select a.action, a.to_status, a.public_reason, coalesce(u.full_name, a.actor_label) as actor, a.at
       from moderation_actions a left join users u on u.id = a.actor_id
      where a.target_type = 'advisory' and a.target_id = ? order by a.at desc, a.serial desc limit 50`,
    [id]
  )
