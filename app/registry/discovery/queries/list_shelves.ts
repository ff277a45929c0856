import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ascending, descending, keysetPage, type KeysetOptions, type Page, type SortColumn } from '#core/http/keyset'
import { FEATURED_NOW } from '#registry/discovery/featured/list_featured'
import { readPlugins } from '#registry/queries/read_plugins'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PLUGIN_COLUMNS, type PluginRow } from '#registry/queries/registry_rows'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export const SHELVES = ['featured', 'trending', 'new'] as const
export type Shelf = (typeof SHELVES)[number]

export type ShelfRow = PluginRow & { shelf: Shelf; version: string; title: PluginManifest['name']; summary: PluginManifest['description'] }

/**
 * The first plugins of every shelf, in one statement. Each is found through an index of `plugin_search`, which holds
 * nothing that is hidden.
 */
export const listShelves = (perShelf: number) => sqlRows<ShelfRow>(db, FIRST, [perShelf, perShelf, perShelf])

const FIRST = `
  with shelved as (
    (select 'featured' as shelf, s.plugin_id, row_number() over (order by f.position, f.plugin_id) as at
       from featured_plugins f join plugin_search s on s.plugin_id = f.plugin_id where ${FEATURED_NOW} order by f.position, f.plugin_id limit ?)
    union all
    (select 'trending', s.plugin_id, row_number() over (order by s.trend desc, s.plugin_id desc)
       from (select * from plugin_search where trend > 0 order by trend desc, plugin_id desc limit ?) s)
    union all
    (select 'new', s.plugin_id, row_number() over (order by s.created_at desc, s.plugin_id desc)
       from (select * from plugin_search order by created_at desc, plugin_id desc limit ?) s))
  select x.shelf, ${PLUGIN_COLUMNS}, v.version, v.manifest->'name' as title, v.manifest->'description' as summary
    from shelved x join plugins p on p.id = x.plugin_id join publishers b on b.id = p.publisher_id join plugin_versions v on v.id = p.default_version_id
   where ${PUBLIC_PLUGIN} order by x.shelf, x.at`

const ORDERS: Record<Shelf, SortColumn[]> = {
  featured: ascending('f.position', 'f.plugin_id'),
  trending: descending('s.trend', 's.plugin_id'),
  new: descending('s.created_at', 's.plugin_id'),
}

/** One shelf, a page at a time. `plugin_search` holds nothing that is hidden, so that a page needs no look at anything else. */
export async function listShelf(shelf: Shelf, paging: Omit<KeysetOptions, 'sort'>): Promise<Page<PluginRow>> {
  const query = db.from('plugin_search as s').select('s.plugin_id')
  if (shelf === 'featured') query.joinRaw('join featured_plugins f on f.plugin_id = s.plugin_id').whereRaw(FEATURED_NOW)
  if (shelf === 'trending') query.where('s.trend', '>', 0)
  const { data, meta } = await keysetPage<{ plugin_id: string }>(query, { ...paging, sort: ORDERS[shelf] })
  return { data: await readPlugins(data.map(({ plugin_id: id }) => id)), meta }
}
