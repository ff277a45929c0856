import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import type { VersionStatus } from '#registry/enums/version_status'

export type WatchedVersion = {
  id: string
  plugin_id: string
  plugin: string
  version: string
  status: VersionStatus
  published_at: Date | null
  quarantine_owner: string | null
  quarantine_expires_at: Date | null
  quarantine_on_expiry: 'release' | 'remove' | null
}

const SQL = `
  select v.id, v.plugin_id, p.name as plugin, v.version, v.status, v.published_at, v.quarantine_expires_at, v.quarantine_on_expiry,
         u.full_name as quarantine_owner
    from plugin_versions v join plugins p on p.id = v.plugin_id left join users u on u.id = v.quarantine_owner_id`

/** What was or is public of a plugin, newest number first, the last hundred. */
export const listWatchedVersions = (pluginId: string) =>
  sqlRows<WatchedVersion>(
    db,
    `${SQL} where v.plugin_id = ? and v.status in ('published', 'yanked', 'closed', 'quarantined', 'removed', 'pending_review')
      order by v.semver_key desc limit 100`,
    [pluginId]
  )

export async function findWatchedVersion(pluginId: string, id: string): Promise<WatchedVersion | null> {
  if (!isId(pluginId) || !isId(id)) return null
  const [row] = await sqlRows<WatchedVersion>(db, `${SQL} where v.id = ? and v.plugin_id = ?`, [id, pluginId])
  return row ?? null
}

export async function findVersionByNumber(plugin: string, version: string): Promise<WatchedVersion | null> {
  const [row] = await sqlRows<WatchedVersion>(db, `${SQL} where p.canon_name = ? and v.version = ?`, [canonicalName(plugin), version])
  return row ?? null
}
