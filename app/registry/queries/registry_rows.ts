import type { SqlClient } from '#core/database/sql'
import { sqlRows } from '#core/database/sql'
import { EARNED_BADGES, type Badge } from '#registry/counters/earned_badges'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import { ADVISORIES_OF_VERSION } from '#registry/advisories/queries/affected_by'

export type PluginFacts = {
  id: string
  name: string
  canon_name: string
  description: string
  category: string
  tags: string[]
  license: string | null
  repository: string | null
  homepage: string | null
  default_version_id: string | null
  downloads_total: number
  rating_sum: number
  rating_count: number
  serial: number
  verified_at: Date | null
  created_at: Date
  updated_at: Date
  publisher_name: string
  publisher_slug: string
  is_first_party: boolean
  /** Of the last scan of the default version, 0 to 100. */
  security_score: number | null
  /** What the default version was written in. */
  language: string | null
}

export type PluginRow = PluginFacts & { earned_badges: Badge[] }

export type VersionRow = {
  id: string
  plugin_id: string
  plugin: string
  version: string
  status: string
  channel: string
  digest: string
  size: number
  capabilities: string[]
  min_platform_version: string | null
  published_at: Date
  yank_reason: string | null
  downloads: number
  /** Codes of the advisories that name it. */
  advisories: string[]
  dependencies: Record<string, string>
}

export const PLUGIN_FACTS = `p.id, p.name, p.canon_name, p.description, p.category, p.tags, p.license, p.repository, p.homepage, p.default_version_id,
  p.downloads_total, p.rating_sum, p.rating_count, p.serial, p.verified_at, p.created_at, p.updated_at,
  b.name as publisher_name, b.slug::text as publisher_slug, b.is_first_party,
  (select s.score from scans s where s.version_id = p.default_version_id order by s.at desc limit 1) as security_score,
  (select lower(v.manifest->>'language') from plugin_versions v where v.id = p.default_version_id) as language`

export const PLUGIN_COLUMNS = `${PLUGIN_FACTS}, ${EARNED_BADGES} as earned_badges`

export const VERSION_COLUMNS = `v.id, v.plugin_id, p.name as plugin, v.version, v.status, v.channel, v.artifact_digest as digest, v.size, v.capabilities,
  v.metadata->>'min_platform_version' as min_platform_version, v.published_at, v.yank_reason,
  coalesce((select sum(d.unique_clients) from version_downloads d where d.version_id = v.id), 0)::bigint as downloads, ${ADVISORIES_OF_VERSION} as advisories,
  coalesce((select jsonb_object_agg(d.dep_canon_name, d.range) from version_deps d where d.version_id = v.id and d.kind = 'runtime'), '{}') as dependencies`

/** The public versions of several plugins, newest number first, in one query. */
export const listPublicVersions = (client: SqlClient, pluginIds: string[]) =>
  sqlRows<VersionRow>(
    client,
    `select ${VERSION_COLUMNS} from plugin_versions v join plugins p on p.id = v.plugin_id
      where v.plugin_id = any(?) and ${PUBLIC_VERSION} order by v.semver_key desc`,
    [pluginIds]
  )

/** One public version by plugin and number, or nothing: what is hidden does not exist. */
export async function findPublicVersion(client: SqlClient, canonName: string, version: string): Promise<VersionRow | undefined> {
  const [row] = await sqlRows<VersionRow>(
    client,
    `select ${VERSION_COLUMNS} from plugin_versions v join plugins p on p.id = v.plugin_id
      where p.canon_name = ? and v.version = ? and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION}`,
    [canonName, version]
  )
  return row
}

export async function findPublicPlugin(client: SqlClient, canonName: string): Promise<PluginRow | undefined> {
  const [row] = await sqlRows<PluginRow>(
    client,
    `select ${PLUGIN_COLUMNS} from plugins p join publishers b on b.id = p.publisher_id where p.canon_name = ? and ${PUBLIC_PLUGIN}`,
    [canonName]
  )
  return row
}
