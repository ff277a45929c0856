import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { PLUGIN_COLUMNS, type PluginRow } from '#registry/queries/registry_rows'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export type PluginHead = PluginRow & {
  status: string
  /** What is installed by whoever asks for no version. */
  version_id: string
  version: string
  version_size: number
  version_digest: string
  platform_range: string | null
  capabilities: string[]
  manifest: PluginManifest
  has_changelog: boolean
  versions_count: number
  publisher_is_verified: boolean
  deprecated_at: Date | null
  deprecation_reason: string | null
  /** Another public plugin that people should take instead. */
  replacement: string | null
  favourites: number
  followers: number
  is_favourite: boolean
  is_followed: boolean
}

/** What every page of a plugin shows above its own part, for one reader. One statement. Throws `PluginNotFound` for what is hidden. */
export async function findPluginHead(name: string, readerId: string | null): Promise<PluginHead> {
  const [head] = await sqlRows<PluginHead>(db, HEAD, [readerId, readerId, canonicalName(name)])
  if (!head) throw new PluginNotFound()
  return head
}

const HEAD = `
  select h.*, v.id as version_id, v.version, v.size as version_size, v.artifact_digest as version_digest, v.platform_range, v.capabilities, v.manifest,
         exists (select 1 from version_texts t where t.version_id = v.id and t.changelog is not null) as has_changelog,
         (select count(*)::int from plugin_versions v where v.plugin_id = h.id and ${PUBLIC_VERSION}) as versions_count,
         (select p.name from plugins p where p.id = h.replacement_id and ${PUBLIC_PLUGIN}) as replacement,
         (select count(*)::int from plugin_favourites f where f.plugin_id = h.id) as favourites,
         (select count(*)::int from plugin_follows f where f.plugin_id = h.id) as followers,
         exists (select 1 from plugin_favourites f where f.plugin_id = h.id and f.user_id = ?) as is_favourite,
         exists (select 1 from plugin_follows f where f.plugin_id = h.id and f.user_id = ?) as is_followed
    from (select ${PLUGIN_COLUMNS}, p.status, p.deprecated_at, p.deprecation_reason, p.replacement_id, b.verified_at is not null as publisher_is_verified
            from plugins p join publishers b on b.id = p.publisher_id where p.canon_name = ? and ${PUBLIC_PLUGIN}) h
    join plugin_versions v on v.id = h.default_version_id`
