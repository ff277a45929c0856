import type { PluginRow } from '#registry/queries/registry_rows'

export const PLUGIN_SORTS = ['relevance', 'downloads', 'popular', 'rating', 'recent', 'new', 'name', 'trending', 'security'] as const
export type PluginSort = (typeof PLUGIN_SORTS)[number]

/** What a search is narrowed by; several tags or capabilities must all be there. */
export type PluginFilters = {
  category?: string | null
  tags?: string[]
  capabilities?: string[]
  language?: string | null
  hostApi?: string | null
  /** A version of the platform the plugin has to work on. */
  platform?: string | null
  isVerified?: boolean
}

export type PluginSearch = PluginFilters & {
  query: string | null
  sort: PluginSort
  limit: number
  /** Where the page begins: so many rows in, or after the row a cursor names. */
  offset?: number
  cursor?: string | null
  withFacets?: boolean
}

export type FacetValue = { value: string; count: number }
export type Facets = Record<'category' | 'tag' | 'capability' | 'language' | 'host_api' | 'verified', FacetValue[]>

export type PluginSearchResult = {
  rows: PluginRow[]
  total: number
  /** More are there than were counted. */
  isTotalCapped: boolean
  /** Counted over the first matches only: counts are lower bounds. */
  areFacetsCapped: boolean
  facets: Facets | null
  nextCursor: string | null
  /** The words as the registry knows them, when those of the query found nothing. */
  correctedTo: string | null
  /** What matched, as `to_tsquery` takes it; for marking matches. */
  matched: string | null
}
