import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN, type PluginRow } from '#registry/queries/registry_rows'

export type Badge = 'official' | 'verified' | 'popular' | 'highly-rated' | 'maintained' | 'trending' | 'signed'
export type EarnedBadge = { badge: Badge; reason: string }

const POPULAR_DOWNLOADS = 1_000
const HIGH_RATING = 4.5
const HIGH_RATING_REVIEWS = 10
const MAINTAINED_DAYS = 90
const TRENDING_SCORE = 10

type BadgeFacts = Pick<
  PluginRow,
  'is_first_party' | 'verified_at' | 'downloads_total' | 'rating_sum' | 'rating_count' | 'updated_at' | 'is_signed'
> & {
  trend_score?: number
}

/** Which badges a plugin earns, each with its reason. */
export function earnedBadges(plugin: BadgeFacts, now = Date.now()): EarnedBadge[] {
  const rating = averageRating(plugin)
  const days = (now - plugin.updated_at.getTime()) / 86_400_000
  const rules: [Badge, boolean, string][] = [
    ['official', plugin.is_first_party, 'Published by the platform itself'],
    ['verified', plugin.verified_at !== null, 'An administrator verified the publisher and the plugin'],
    ['popular', plugin.downloads_total >= POPULAR_DOWNLOADS, `At least ${POPULAR_DOWNLOADS} downloads`],
    [
      'highly-rated',
      plugin.rating_count >= HIGH_RATING_REVIEWS && rating >= HIGH_RATING,
      `${HIGH_RATING} or better in at least ${HIGH_RATING_REVIEWS} reviews`,
    ],
    ['maintained', days < MAINTAINED_DAYS, `A release within ${MAINTAINED_DAYS} days`],
    ['signed', plugin.is_signed, 'Its author signed the current version'],
    ['trending', (plugin.trend_score ?? 0) >= TRENDING_SCORE, 'Downloaded much more than before lately'],
  ]
  return rules.filter(([, isEarned]) => isEarned).map(([badge, , reason]) => ({ badge, reason }))
}

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
