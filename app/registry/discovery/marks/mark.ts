import { sqlRows, type SqlClient } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PUBLIC_PUBLISHER } from '#registry/discovery/queries/find_publisher'

export const MARKS = ['favourite', 'follow', 'publisher_follow'] as const

/** What somebody puts on a plugin or a publisher: to find it again, or to hear of its new versions. */
export type Mark = (typeof MARKS)[number]

type MarkTable = { table: string; column: string; find: (client: SqlClient, name: string) => Promise<string> }

export const MARK_TABLES: Record<Mark, MarkTable> = {
  favourite: { table: 'plugin_favourites', column: 'plugin_id', find: findPlugin },
  follow: { table: 'plugin_follows', column: 'plugin_id', find: findPlugin },
  publisher_follow: { table: 'publisher_follows', column: 'publisher_id', find: findPublisher },
}

async function findPlugin(client: SqlClient, name: string): Promise<string> {
  const sql = `select p.id from plugins p where p.canon_name = ? and ${PUBLIC_PLUGIN}`
  const [row] = await sqlRows<{ id: string }>(client, sql, [canonicalName(name)])
  if (!row) throw new PluginNotFound()
  return row.id
}

async function findPublisher(client: SqlClient, slug: string): Promise<string> {
  const [row] = await sqlRows<{ id: string }>(client, `select b.id from publishers b where b.slug = ?::citext and ${PUBLIC_PUBLISHER}`, [
    slug,
  ])
  if (!row) throw new PublisherNotFound()
  return row.id
}
