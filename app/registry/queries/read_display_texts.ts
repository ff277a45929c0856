import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

type DisplayTexts = Pick<PluginManifest, 'name' | 'description'> & { version: string }

/** What people read about plugins, by version id: from the manifests. One query for a list. */
export async function readDisplayTexts(versionIds: string[]): Promise<Map<string, DisplayTexts>> {
  const rows = await sqlRows<DisplayTexts & { id: string }>(
    db,
    `select id, version, manifest->'name' as name, manifest->'description' as description from plugin_versions where id = any(?)`,
    [versionIds]
  )
  return new Map(rows.map(({ id, ...texts }) => [id, texts]))
}
