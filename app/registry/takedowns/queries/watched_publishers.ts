import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'

export type WatchedPublisher = { id: string; slug: string; name: string; restricted_at: Date | null; plugins: number }

const SQL = `select b.id, b.slug::text, b.name, b.restricted_at,
  (select count(*) from plugins p where p.publisher_id = b.id and p.status <> 'deleted')::int as plugins from publishers b`

export async function findWatchedPublisher(id: string): Promise<WatchedPublisher | null> {
  if (!isId(id)) return null
  const [row] = await sqlRows<WatchedPublisher>(db, `${SQL} where b.id = ?`, [id])
  return row ?? null
}

export async function findPublisherBySlug(slug: string): Promise<WatchedPublisher | null> {
  const [row] = await sqlRows<WatchedPublisher>(db, `${SQL} where b.slug = ?`, [slug])
  return row ?? null
}

export async function findPublisherOf(pluginId: string): Promise<WatchedPublisher | null> {
  const [row] = await sqlRows<WatchedPublisher>(db, `${SQL} where b.id = (select publisher_id from plugins where id = ?)`, [pluginId])
  return row ?? null
}
