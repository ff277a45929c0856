import { INSTALLABLE_VERSION } from '#registry/queries/visibility'

export const BADGES = ['official', 'verified', 'popular', 'highly-rated', 'maintained', 'trending', 'signed'] as const
export type Badge = (typeof BADGES)[number]
export type EarnedBadge = { badge: Badge; reason: string; params: Record<string, number> }

const POPULAR_DOWNLOADS = 1_000
const HIGH_RATING = 4.5
const HIGH_RATING_REVIEWS = 10
const MAINTAINED_DAYS = 90
const TRENDING_SCORE = 2

/** Which badges a row of `plugins p` by `publishers b` earns: the one place that decides it. */
export const EARNED_BADGES = `array_remove(array[
  case when b.is_first_party then 'official' end,
  case when p.verified_at is not null then 'verified' end,
  case when p.downloads_total >= ${POPULAR_DOWNLOADS} then 'popular' end,
  case when p.rating_count >= ${HIGH_RATING_REVIEWS} and p.rating_sum >= ${HIGH_RATING} * p.rating_count then 'highly-rated' end,
  case when exists (select 1 from plugin_versions v where v.plugin_id = p.id and ${INSTALLABLE_VERSION}
                       and v.published_at > now() - interval '${MAINTAINED_DAYS} days') then 'maintained' end,
  case when p.trend_score >= ${TRENDING_SCORE} then 'trending' end,
  case when exists (select 1 from version_signatures s join signing_keys k on k.id = s.key_id
                     where s.version_id = p.default_version_id and s.kind = 'author' and k.revoked_at is null) then 'signed' end], null)`

type Facts = { earned_badges: Badge[]; downloads_total: number; rating_sum: number; rating_count: number }

/** The badges of a row, each with its reason; pages say it by `registry.badge_why_<badge>` and its params. */
export function earnedBadges(plugin: Facts): EarnedBadge[] {
  const rating = plugin.rating_count ? Math.round((plugin.rating_sum / plugin.rating_count) * 100) / 100 : 0
  const reasons: Record<Badge, Omit<EarnedBadge, 'badge'>> = {
    'official': { reason: 'Published by the platform itself', params: {} },
    'verified': { reason: 'An administrator vouches for this plugin', params: {} },
    'popular': {
      reason: `${plugin.downloads_total} downloads, at least ${POPULAR_DOWNLOADS}`,
      params: { count: plugin.downloads_total, least: POPULAR_DOWNLOADS },
    },
    'highly-rated': {
      reason: `Rated ${rating} by ${plugin.rating_count} people: at least ${HIGH_RATING} by ${HIGH_RATING_REVIEWS}`,
      params: { rating, count: plugin.rating_count, least: HIGH_RATING, people: HIGH_RATING_REVIEWS },
    },
    'maintained': { reason: `A release within ${MAINTAINED_DAYS} days`, params: { days: MAINTAINED_DAYS } },
    'trending': { reason: 'Downloaded much more in the last days than usual', params: {} },
    'signed': { reason: 'Its author signed the current version', params: {} },
  }
  return plugin.earned_badges.map((badge) => ({ badge, ...reasons[badge] }))
}
