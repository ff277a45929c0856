import { averageRating } from '#registry/queries/registry_figures'
import type { PluginRow } from '#registry/queries/registry_rows'

export const SHIELDS = ['version', 'downloads', 'rating', 'verified', 'license', 'signed'] as const
export type ShieldKind = (typeof SHIELDS)[number]

export type Shield = { label: string; value: string; tone: 'good' | 'info' | 'neutral' }

type Told = PluginRow & { version: string }

/** What each badge says. English: it stands in readmes elsewhere, before people we know nothing of. */
const TEXTS: Record<ShieldKind, (plugin: Told) => Shield> = {
  version: ({ version }) => ({ label: 'rialto', value: `v${version}`, tone: 'info' }),
  downloads: ({ downloads_total: total }) => ({ label: 'downloads', value: short(total), tone: 'info' }),
  rating: (plugin) => ({
    label: 'rating',
    value: plugin.rating_count ? `${averageRating(plugin).toFixed(1)}/5 (${short(plugin.rating_count)})` : 'none yet',
    tone: plugin.rating_count ? 'good' : 'neutral',
  }),
  verified: ({ verified_at: at }) => ({ label: 'plugin', value: at ? 'verified' : 'not verified', tone: at ? 'good' : 'neutral' }),
  license: ({ license }) => ({ label: 'license', value: license ?? 'none', tone: license ? 'info' : 'neutral' }),
  signed: ({ earned_badges: badges }) => {
    const isSigned = badges.includes('signed')
    return { label: 'author', value: isSigned ? 'signed' : 'not signed', tone: isSigned ? 'good' : 'neutral' }
  },
}

export const shieldOf = (kind: ShieldKind, plugin: Told): Shield => TEXTS[kind](plugin)

const number = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const short = (count: number) => number.format(count).toLowerCase()
