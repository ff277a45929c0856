import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { descending, keysetPage } from '#core/http/keyset'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PLUGIN_COLUMNS, type PluginRow } from '#registry/queries/registry_rows'

export type PublisherHead = {
  id: string
  slug: string
  name: string
  kind: 'user' | 'org'
  is_first_party: boolean
  verified_at: Date | null
  verify_method: 'dns' | 'repo' | 'oidc' | 'admin' | null
  created_at: Date
  plugins: number
  downloads: number
  rating: number
  reviews: number
  updated_at: Date
  followers: number
  is_followed: boolean
}

/** A row of `publishers b` anybody may see: with the last of its plugins it vanishes. */
export const PUBLIC_PUBLISHER = `exists (select 1 from plugins p where p.publisher_id = b.id and ${PUBLIC_PLUGIN})`

/** A publisher with the figures of its public plugins. One statement. Throws `PublisherNotFound`. */
export async function findPublisher(slug: string, readerId: string | null): Promise<PublisherHead> {
  const [publisher] = await sqlRows<PublisherHead>(db, HEAD, [readerId, slug])
  if (!publisher) throw new PublisherNotFound()
  return publisher
}

const HEAD = `
  select b.id, b.slug::text as slug, b.name, b.kind, b.is_first_party, b.verified_at, b.verify_method, b.created_at,
         f.plugins, f.downloads, f.rating, f.reviews, f.updated_at,
         (select count(*)::int from publisher_follows m where m.publisher_id = b.id) as followers,
         exists (select 1 from publisher_follows m where m.publisher_id = b.id and m.user_id = ?) as is_followed
    from publishers b
    cross join lateral (select count(*)::int as plugins, coalesce(sum(p.downloads_total), 0)::bigint as downloads, coalesce(sum(p.rating_count), 0)::int as reviews,
                               coalesce(round(sum(p.rating_sum)::numeric / nullif(sum(p.rating_count), 0), 2), 0)::float8 as rating, max(p.updated_at) as updated_at
                          from plugins p where p.publisher_id = b.id and ${PUBLIC_PLUGIN}) f
   where b.slug = ?::citext and f.plugins > 0`

/** A publisher's public plugins, what changed last first. */
export const listPublisherPlugins = (publisherId: string, { limit, cursor }: { limit: number; cursor?: string | null }) =>
  keysetPage<PluginRow>(
    db
      .from('plugins as p')
      .joinRaw('join publishers b on b.id = p.publisher_id')
      .where('p.publisher_id', publisherId)
      .whereRaw(PUBLIC_PLUGIN)
      .select(db.raw(PLUGIN_COLUMNS)),
    {
      sort: descending('p.updated_at', 'p.id'),
      limit,
      cursor,
    }
  )
