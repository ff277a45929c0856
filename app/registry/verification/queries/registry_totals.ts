import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'

export type Totals = Record<
  | 'plugins'
  | 'verified_plugins'
  | 'hidden_plugins'
  | 'publishers'
  | 'verified_publishers'
  | 'waiting_versions'
  | 'published_this_month'
  | 'installations'
  | 'downloads'
  | 'reviews',
  number
>

/** How much there is of everything, hidden things apart. */
export async function listTotals(): Promise<Totals> {
  const [totals] = await sqlRows<Totals>(
    db,
    `select p.plugins, p.verified_plugins, p.hidden_plugins, p.downloads, p.reviews,
            (select count(*)::int from publishers) as publishers,
            (select count(*)::int from publishers where verified_at is not null) as verified_publishers,
            (select count(*)::int from plugin_versions where status = 'pending_review') as waiting_versions,
            (select count(*)::int from plugin_versions where published_at > now() - interval '30 days') as published_this_month,
            (select count(*)::int from plugin_installations) as installations
       from (select count(*) filter (where ${PUBLIC_PLUGIN})::int as plugins,
                    count(*) filter (where ${PUBLIC_PLUGIN} and p.verified_at is not null)::int as verified_plugins,
                    count(*) filter (where p.status in ('quarantined', 'taken_down'))::int as hidden_plugins,
                    coalesce(sum(p.downloads_total) filter (where ${PUBLIC_PLUGIN}), 0)::bigint as downloads,
                    coalesce(sum(p.rating_count) filter (where ${PUBLIC_PLUGIN}), 0)::int as reviews
               from plugins p) p`
  )
  return totals
}
