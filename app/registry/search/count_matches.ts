import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { MATCH_CAP } from '#registry/search/find_matches'
import { allOf, type Condition } from '#registry/search/conditions'
import type { Facets, FacetValue } from '#registry/search/plugin_search'

/** Facets are counted over fewer: each match has about ten values. */
const FACET_CAP = 5_000
const VALUES = 20

const KINDS: Record<string, keyof Facets> = { c: 'category', t: 'tag', k: 'capability', l: 'language', h: 'host_api', v: 'verified' }

export type Counted = { total: number; isTotalCapped: boolean }

/** How many match, counted up to the cap; of everything, all are counted, from an index alone. */
export async function countMatches(conditions: Condition[]): Promise<Counted> {
  if (!conditions.length) {
    const [{ total }] = await sqlRows<{ total: number }>(db, 'select count(*) as total from plugin_search')
    return { total, isTotalCapped: false }
  }
  const where = allOf(conditions)
  const [{ total }] = await sqlRows<{ total: number }>(
    db,
    `select count(*) as total from (select 1 from plugin_search s where ${where.sql} limit ?) m`,
    [...where.bindings, MATCH_CAP + 1]
  )
  return { total: Math.min(total, MATCH_CAP), isTotalCapped: total > MATCH_CAP }
}

/** The commonest values of each kind among the matches; kinds that nothing has are empty. */
export async function countFacets(conditions: Condition[]): Promise<{ facets: Facets; isCapped: boolean }> {
  const where = allOf(conditions)
  const rows = await sqlRows<{ facet: string; count: number; matches: number }>(
    db,
    `with matched as materialized (select s.facets from plugin_search s where ${where.sql} limit ?),
          counted as (select facet, count(*) as count from matched m, unnest(m.facets) facet group by facet),
          placed as (select facet, count, row_number() over (partition by left(facet, 2) order by count desc, facet) as place from counted)
     select facet, count, (select count(*) from matched) as matches from placed where place <= ? order by place`,
    [...where.bindings, FACET_CAP, VALUES]
  )
  const facets: Facets = { category: [], tag: [], capability: [], language: [], host_api: [], verified: [] }
  for (const { facet, count } of rows) facets[KINDS[facet[0]!]!].push(valueOf(facet, count))
  return { facets, isCapped: (rows[0]?.matches ?? 0) >= FACET_CAP }
}

const valueOf = (facet: string, count: number): FacetValue => ({ value: facet.slice(2), count })
