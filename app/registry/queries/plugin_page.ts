import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { findVersionReview, type VersionReview } from '#registry/queries/find_version_review'
import { findPublicPlugin, listPublicVersions, type PluginRow, type VersionRow } from '#registry/queries/registry_rows'

export type PluginPage = { plugin: PluginRow; versions: VersionRow[]; current: VersionReview }

/** Everything the public page of a plugin shows. Throws `PluginNotFound` (404) for what is hidden. */
export async function readPluginPage(name: string): Promise<PluginPage> {
  const plugin = await findPublicPlugin(db, canonicalName(name))
  if (!plugin) throw new PluginNotFound()
  const [versions, current] = await Promise.all([listPublicVersions(db, [plugin.id]), findVersionReview(plugin.default_version_id!)])
  if (!current) throw new PluginNotFound()
  return { plugin, versions, current }
}

type DisplayTexts = Pick<VersionReview['manifest'], 'name' | 'description'> & { version: string }

/** What people read about plugins, by version id: from the manifests. One query for a list. */
export async function readDisplayTexts(versionIds: string[]): Promise<Map<string, DisplayTexts>> {
  const rows = await sqlRows<DisplayTexts & { id: string }>(
    db,
    `select id, version, manifest->'name' as name, manifest->'description' as description from plugin_versions where id = any(?)`,
    [versionIds]
  )
  return new Map(rows.map(({ id, ...texts }) => [id, texts]))
}
