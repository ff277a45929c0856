import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { descending, keysetPage } from '#core/http/keyset'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PUBLIC_PUBLISHER } from '#registry/discovery/queries/find_publisher'
import { PLUGIN_COLUMNS, type PluginRow } from '#registry/queries/registry_rows'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

type Paging = { limit: number; cursor?: string | null }

export type Follow = { kind: 'plugin' | 'publisher'; target_id: string; handle: string; title: string; created_at: Date }

/** A person's favourites, the newest first. What is hidden is not among them, and is again when it comes back. */
export const listFavourites = (userId: string, { limit, cursor }: Paging) =>
  keysetPage<PluginRow>(
    db
      .from('plugin_favourites as f')
      .joinRaw('join plugins p on p.id = f.plugin_id join publishers b on b.id = p.publisher_id')
      .where('f.user_id', userId)
      .whereRaw(PUBLIC_PLUGIN)
      .select(db.raw(PLUGIN_COLUMNS)),
    {
      sort: descending('f.created_at', 'f.plugin_id'),
      limit,
      cursor,
    }
  )

/** Plugins and publishers somebody follows, the newest first. */
export const listFollows = (userId: string, { limit, cursor }: Paging) =>
  keysetPage<Follow>(
    db
      .from(
        followedPlugins(userId)
          .unionAll((query) => void followedPublishers(query, userId))
          .as('x')
      )
      .select('x.kind', 'x.target_id', 'x.handle', 'x.title', 'x.created_at'),
    {
      sort: descending('x.created_at', 'x.target_id'),
      limit,
      cursor,
    }
  )

const followedPlugins = (userId: string) =>
  db
    .from('plugin_follows as f')
    .joinRaw('join plugins p on p.id = f.plugin_id')
    .where('f.user_id', userId)
    .whereRaw(PUBLIC_PLUGIN)
    .select(db.raw(`'plugin' as kind, f.plugin_id as target_id, p.name as handle, p.name as title, f.created_at`))

const followedPublishers = (query: DatabaseQueryBuilderContract, userId: string) =>
  query
    .from('publisher_follows as f')
    .joinRaw('join publishers b on b.id = f.publisher_id')
    .where('f.user_id', userId)
    .whereRaw(PUBLIC_PUBLISHER)
    .select(db.raw(`'publisher' as kind, f.publisher_id as target_id, b.slug::text as handle, b.name as title, f.created_at`))

export async function hearsOfReleases(userId: string): Promise<boolean> {
  const muted = await sqlRows(db, 'select 1 from muted_release_notices where user_id = ?', [userId])
  return muted.length === 0
}
