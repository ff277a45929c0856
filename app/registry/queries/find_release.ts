import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { INSTALLABLE_VERSION, PUBLIC_PLUGIN, PUBLIC_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { PluginRelease } from '#runtime/installations/release'

export type InstallableRelease = PluginRelease & { manifest: PluginManifest; description: string; publisher: string }

/**
 * What a new installation takes: the version asked for, else the plugin's default one. Yanked and hidden versions are
 * not there. Throws `PluginNotFound` or `VersionNotFound` (404).
 */
export const findRelease = (name: string, version?: string): Promise<InstallableRelease> =>
  find({ name, version }, { plugin: PUBLIC_PLUGIN, released: INSTALLABLE_VERSION })

/** What a lockfile names: the very version, though it was yanked since. Hidden and blocked ones are not there. */
export const findLockedRelease = (name: string, version: string): Promise<InstallableRelease> =>
  find({ name, version }, { plugin: VISIBLE_PLUGIN, released: PUBLIC_VERSION })

type Wanted = { name: string; version?: string }

async function find({ name, version }: Wanted, { plugin, released }: { plugin: string; released: string }): Promise<InstallableRelease> {
  const rows = await sqlRows<InstallableRelease & { isDefault: boolean }>(
    db,
    `select v.id as "versionId", p.id as "pluginId", p.name, v.version, v.artifact_digest as digest, v.manifest,
            p.description, b.name as publisher, v.id = p.default_version_id as "isDefault"
       from plugins p join publishers b on b.id = p.publisher_id
       left join plugin_versions v on v.plugin_id = p.id and ${released} and ${version ? 'v.version = ?' : 'v.id = p.default_version_id'}
      where p.canon_name = ? and ${plugin}`,
    [...(version ? [version] : []), canonicalName(name)]
  )
  const [row] = rows
  if (!row) throw new PluginNotFound()
  if (!row.versionId) throw new VersionNotFound()
  return row
}
