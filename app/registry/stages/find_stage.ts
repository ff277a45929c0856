import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { APPROVER_ROLES } from '#registry/owners/publishing_policy'

export type StageRow = {
  id: string
  version_id: string
  version: string
  requested_by: string
  requested_by_name: string
  needed: number
  created_at: Date
  expires_at: Date
  approvals: { user_id: string; full_name: string; at: string }[]
}

/** Of version `v` and stage `s`. Only the word of who may give it now counts: a role that ended, or a block, takes it back. */
export const COUNTED_APPROVALS = `stage_approvals a join users u on u.id = a.user_id and u.status = 'active'
  join plugin_people o on o.plugin_id = v.plugin_id and o.user_id = a.user_id
   and o.role in (${APPROVER_ROLES.map((role) => `'${role}'`).join(', ')}) where a.stage_id = s.id`

const SELECT = `
  select s.id, s.version_id, v.version, s.requested_by, r.full_name as requested_by_name, s.needed, s.created_at, s.expires_at,
         coalesce((select jsonb_agg(jsonb_build_object('user_id', a.user_id, 'full_name', u.full_name, 'at', a.at) order by a.at)
                     from ${COUNTED_APPROVALS}), '[]') as approvals
    from stages s join plugin_versions v on v.id = s.version_id and v.status = 'staged' join users r on r.id = s.requested_by`

/** The releases of a plugin that wait for its owners, oldest first. */
export const listStages = (pluginId: string) =>
  sqlRows<StageRow>(db, `${SELECT} where v.plugin_id = ? order by s.created_at, s.id limit 200`, [pluginId])

/** What one version waits for, or nothing. */
export async function findStage(versionId: string): Promise<StageRow | null> {
  const [stage] = await sqlRows<StageRow>(db, `${SELECT} where v.id = ?`, [versionId])
  return stage ?? null
}

/** A staged version, locked, by its number; the plugin is locked already. Throws `VersionNotFound` (404). */
export async function lockStage(client: SqlClient, pluginId: string, version: string): Promise<StageRow> {
  const [stage] = await sqlRows<StageRow>(client, `${SELECT} where v.plugin_id = ? and v.version = ? for update of s`, [pluginId, version])
  if (!stage) throw new VersionNotFound()
  return stage
}
