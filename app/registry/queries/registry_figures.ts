import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { SHOWN_REVIEW } from '#registry/reviews/review_states'
import type { PluginRow } from '#registry/queries/registry_rows'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'

export const averageRating = ({ rating_sum, rating_count }: Pick<PluginRow, 'rating_sum' | 'rating_count'>): number =>
  rating_count ? Math.round((rating_sum / rating_count) * 100) / 100 : 0

export type RegistryStats = { total_plugins: number; total_downloads: number; total_users: number }

export async function readRegistryStats(): Promise<RegistryStats> {
  const [stats] = await sqlRows<RegistryStats>(
    db,
    `select count(*) as total_plugins, coalesce(sum(p.downloads_total), 0)::bigint as total_downloads,
            (select count(*) from users where status = 'active') as total_users
       from plugins p where ${PUBLIC_PLUGIN}`
  )
  return stats
}

export type AdminStats = RegistryStats & { verified_plugins: number; total_reviews: number; average_rating: number }

/** As the public figures, with those of reviews: hidden plugins and hidden reviews count in none of them. */
export async function readAdminStats(): Promise<AdminStats> {
  const [stats, [more]] = await Promise.all([
    readRegistryStats(),
    sqlRows<Omit<AdminStats, keyof RegistryStats>>(
      db,
      `select (select count(*) from plugins p where ${PUBLIC_PLUGIN} and p.verified_at is not null) as verified_plugins,
              count(*) as total_reviews, coalesce(round(avg(r.rating), 2), 0)::float8 as average_rating
         from reviews r join plugins p on p.id = r.plugin_id where ${SHOWN_REVIEW} and ${PUBLIC_PLUGIN}`
    ),
  ])
  return { ...stats, ...more }
}
