import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import type { StatusChange } from '#registry/queries/find_version_review'

export type WatchedPlugin = {
  id: string
  name: string
  status: string
  publisher: string
  description: string
  reason: string | null
  decided_at: Date | null
  quarantine_owner: string | null
  quarantine_expires_at: Date | null
  quarantine_on_expiry: 'release' | 'take_down' | null
  installations: number
  updated_at: Date
}

const COLUMNS = `p.id, p.name, p.status, b.name as publisher, p.description, p.quarantine_expires_at, p.quarantine_on_expiry, p.updated_at,
  u.full_name as quarantine_owner, a.public_reason as reason, a.at as decided_at,
  (select count(*) from plugin_installations i where i.plugin_id = p.id) as installations`
const JOINS = `join publishers b on b.id = p.publisher_id left join users u on u.id = p.quarantine_owner_id
  left join lateral (select public_reason, at from moderation_actions
    where target_type = 'plugin' and target_id = p.id order by at desc, serial desc limit 1) a on true`

const NAMES = [
  ...['id', 'name', 'status', 'publisher', 'reason', 'decided_at', 'quarantine_owner', 'quarantine_expires_at', 'quarantine_on_expiry'],
  ...['installations', 'updated_at'],
]

/** Every plugin as staff see it, hidden ones too; the table filters and pages. */
export const watchedPlugins = () => db.from(db.from('plugins as p').joinRaw(JOINS).select(db.raw(COLUMNS)).as('watched')).select(...NAMES)

export async function findWatchedPlugin(id: string): Promise<WatchedPlugin | null> {
  if (!isId(id)) return null
  const [row] = await sqlRows<WatchedPlugin>(db, `select ${COLUMNS} from plugins p ${JOINS} where p.id = ?`, [id])
  return row ?? null
}

/** Of one of its versions, where `version` is named. */
export type PluginAction = StatusChange & { version: string | null }

/** What became of a plugin and its versions, newest first. */
export const listPluginActions = (id: string) =>
  sqlRows<PluginAction>(
    db,
    `select a.action, a.to_status, a.public_reason, coalesce(u.full_name, a.actor_label) as actor, a.at, v.version
       from moderation_actions a left join users u on u.id = a.actor_id
       left join plugin_versions v on v.id = a.target_id and a.target_type = 'plugin_version'
      where (a.target_type = 'plugin' and a.target_id = ?)
         or (a.target_type = 'plugin_version' and a.target_id = any(array(select id from plugin_versions where plugin_id = ?)))
      order by a.at desc, a.serial desc limit 50`,
    [id, id]
  )
