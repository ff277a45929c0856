import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { fitsPlatform } from '#registry/dependencies/version_ranges'
import type { PluginFilters } from '#registry/search/plugin_search'

export type Condition = { sql: string; bindings: unknown[] }

/** The words by their stems in either language, which the planner computes once; as they stand where all are too common to have one. */
export const WORDS = `(case when numnode(to_tsquery('russian', ?)) = 0 then to_tsquery('simple', ?) else to_tsquery('russian', ?) end)`

/** What `WORDS` is filled with. */
export const wordsIn = (tsquery: string) => [tsquery, tsquery, tsquery]

const MAX_RANGES = 500

/** Narrow rows of `plugin_search s`; all filters but the platform are one look into one index. */
export async function filterConditions(filters: PluginFilters): Promise<Condition[]> {
  const facets = facetsOf(filters)
  return [
    ...(facets.length ? [{ sql: 's.facets @> ?::text[]', bindings: [facets] }] : []),
    ...(filters.platform ? [{ sql: 's.platform_range = any(?)', bindings: [await rangesWith(filters.platform)] }] : []),
  ]
}

export const wordCondition = (tsquery: string): Condition => ({ sql: `s.tsv @@ ${WORDS}`, bindings: wordsIn(tsquery) })

export const allOf = (conditions: Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' and ') || 'true',
  bindings: conditions.flatMap(({ bindings }) => bindings),
})

const facetsOf = ({ category, tags = [], capabilities = [], language, hostApi, isVerified }: PluginFilters): string[] => [
  ...(category ? [`c:${category}`] : []),
  ...tags.map((tag) => `t:${tag}`),
  ...capabilities.map((capability) => `k:${capability}`),
  ...(language ? [`l:${language}`] : []),
  ...(hostApi ? [`h:${hostApi}`] : []),
  ...(isVerified ? ['v:1'] : []),
]

/** The ranges in use that hold this version: few are in use, and each is read from the index once, however many plugins have it. */
async function rangesWith(platform: string): Promise<string[]> {
  const rows = await sqlRows<{ range: string }>(db, DISTINCT_RANGES, [MAX_RANGES])
  return rows.map(({ range }) => range).filter((range) => fitsPlatform(platform, range || null))
}

const DISTINCT_RANGES = `
  with recursive ranges as (
    (select platform_range from plugin_search order by platform_range limit 1)
    union all
    select (select s.platform_range from plugin_search s where s.platform_range > r.platform_range order by s.platform_range limit 1)
      from ranges r where r.platform_range is not null
  )
  select platform_range as range from ranges where platform_range is not null limit ?`
