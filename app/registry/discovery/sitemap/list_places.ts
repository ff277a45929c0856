import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { KeptCount } from '#registry/discovery/catalogue/kept_count'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PUBLIC_PUBLISHER } from '#registry/discovery/queries/find_publisher'
import type { Place } from '#registry/discovery/sitemap/sitemap'

/** A part of the sitemap holds about so many; as many as are allowed when plugins come back into the middle of it. */
const PART = 2_500
const MOST = 50_000

type Part = { after: string | null; upTo: string | null }

/** Where the parts of the sitemap begin and end, by id: what is added later has a later one and comes at the end. */
export const listParts = (): Promise<Part[]> => parts.get()

const parts = new KeptCount(async (): Promise<Part[]> => {
  const rows = await sqlRows<{ id: string }>(
    db,
    'select plugin_id as id from (select plugin_id, row_number() over (order by plugin_id) as at from plugin_search) s where at % ? = 0 order by plugin_id',
    [PART]
  )
  const bounds = rows.map(({ id }) => id)
  return [null, ...bounds].map((after, at) => ({ after, upTo: bounds[at] ?? null }))
})

const LOWEST = '00000000-0000-0000-0000-000000000000'
const HIGHEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The plugins between two ids. */
export async function listPluginPlaces({ after, upTo }: { after?: string; upTo?: string }): Promise<Place[]> {
  const rows = await sqlRows<{ name: string; updated_at: Date }>(
    db,
    `select p.name, p.updated_at from plugin_search s join plugins p on p.id = s.plugin_id
      where s.plugin_id > ? and s.plugin_id <= ? and ${PUBLIC_PLUGIN} order by s.plugin_id limit ?`,
    [after ?? LOWEST, upTo ?? HIGHEST, MOST]
  )
  return rows.map(({ name, updated_at: at }) => ({ path: `/plugins/${name}`, at }))
}

export async function listPublisherPlaces(): Promise<Place[]> {
  const rows = await sqlRows<{ slug: string }>(
    db,
    `select b.slug::text as slug from publishers b where ${PUBLIC_PUBLISHER} order by b.id limit ?`,
    [MOST]
  )
  return rows.map(({ slug }) => ({ path: `/publishers/${slug}` }))
}
