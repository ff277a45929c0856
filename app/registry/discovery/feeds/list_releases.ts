import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import type { FeedEntry } from '#registry/discovery/feeds/write_feed'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import { localized } from '#runtime/manifest/plugin_manifest'

type Row = {
  id: string
  plugin: string
  version: string
  publisher: string
  name: PluginManifest['name']
  description: PluginManifest['description']
  published_at: Date
  yanked_at: Date | null
}

export type ReleaseFilter = { pluginId?: string; publisherId?: string; category?: string }

const ENTRIES = 50
/** Newest versions come from the plugins that changed last. */
const PLUGINS = 200

const COLUMNS = `v.id, p.name as plugin, v.version, b.name as publisher, v.manifest->'name' as name, v.manifest->'description' as description,
  v.published_at, v.yanked_at`
const NEWEST = 'order by v.published_at desc, v.id desc limit ?'
const JOINS = 'join plugins p on p.id = v.plugin_id join publishers b on b.id = p.publisher_id'

/** The newest public versions of everything, of a plugin, of a publisher or of a category, as entries of a feed. */
export async function listReleases(filter: ReleaseFilter): Promise<FeedEntry[]> {
  const { sql, bindings } = choose(filter)
  return (await sqlRows<Row>(db, sql, bindings)).map(toEntry)
}

function choose({ pluginId, publisherId, category }: ReleaseFilter): { sql: string; bindings: unknown[] } {
  if (publisherId) return { sql: amongPlugins('p.publisher_id = ?'), bindings: [publisherId, PLUGINS, ENTRIES] }
  if (category) return { sql: amongPlugins('p.category = ?'), bindings: [category, PLUGINS, ENTRIES] }
  if (pluginId) return { sql: among('v.plugin_id = ? and '), bindings: [pluginId, ENTRIES] }
  return { sql: among(''), bindings: [ENTRIES] }
}

const among = (condition: string) =>
  `select ${COLUMNS} from plugin_versions v ${JOINS} where ${condition}${PUBLIC_PLUGIN} and ${PUBLIC_VERSION} ${NEWEST}`

const amongPlugins = (condition: string) => `
  select ${COLUMNS}
    from (select p.* from plugins p where ${condition} and ${PUBLIC_PLUGIN} order by p.updated_at desc limit ?) p
    join publishers b on b.id = p.publisher_id
    cross join lateral (select v.* from plugin_versions v where v.plugin_id = p.id and ${PUBLIC_VERSION} order by v.published_at desc, v.id desc limit 10) v
   ${NEWEST}`

function toEntry(row: Row): FeedEntry {
  const withdrawn = row.yanked_at ? ' Its author withdrew this version.' : ''
  return {
    id: `urn:uuid:${row.id}`,
    title: `${localized(row.name, 'en')} ${row.version}`,
    path: `/plugins/${row.plugin}`,
    author: row.publisher,
    summary: `${localized(row.description, 'en')}${withdrawn}`,
    publishedAt: row.published_at,
    updatedAt: row.yanked_at ?? row.published_at,
  }
}
