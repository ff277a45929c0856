import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { MATCH_CAP } from '#registry/search/find_matches'
import { allOf, type Condition } from '#registry/search/conditions'
import type { Facets, FacetValue } from '#registry/search/plugin_search'

/** Facets are counted over fewer: each match has about ten values. */
const FACET_CAP = 2_000
const VALUES = 20

const KINDS: Record<string, keyof Facets> = { c: 'category', t: 'tag', k: 'capability', l: 'language', h: 'host_api', v: 'verified' }

export type Counted = { total: number; isTotalCapped: boolean; areFacetsCapped: boolean; facets: Facets | null }

/** How many match, counted up to the cap; of everything, all are counted, from an index alone. */
export async function countMatches(conditions: Condition[]): Promise<Counted> {
  if (!conditions.length) return { total: await countAll(), isTotalCapped: false, areFacetsCapped: false, facets: null }
  const where = allOf(conditions)
  const [{ total }] = await sqlRows<{ total: number }>(
    db,
    `select count(*) as total from (select 1 from plugin_search s where ${where.sql} limit ?) m`,
    [...where.bindings, MATCH_CAP + 1]
  )
  return { total: Math.min(total, MATCH_CAP), isTotalCapped: total > MATCH_CAP, areFacetsCapped: false, facets: null }
}

/** The same with the commonest values of each kind, counted over the first of the matches. */
export async function countFacets(conditions: Condition[]): Promise<Counted> {
  const where = allOf(conditions)
  const [{ total, facets }] = await sqlRows<{ total: number; facets: { facet: string; count: number }[] | null }>(
    db,
    `with matched as materialized (select s.facets from plugin_search s where ${where.sql} limit ?),
          counted as (select facet, count(*) as count from (select facets from matched limit ?) m, unnest(m.facets) facet group by facet),
          placed as (select facet, count, row_number() over (partition by left(facet, 2) order by count desc, facet) as place from counted)
     select (select count(*) from matched) as total,
            (select json_agg(json_build_object('facet', facet, 'count', count) order by place) from placed where place <= ?) as facets`,
    [...where.bindings, conditions.length ? MATCH_CAP + 1 : FACET_CAP + 1, FACET_CAP, VALUES]
  )
  const counted = { facets: byKind(facets ?? []), areFacetsCapped: total > FACET_CAP }
  return conditions.length
    ? { ...counted, total: Math.min(total, MATCH_CAP), isTotalCapped: total > MATCH_CAP }
    : { ...counted, total: await countAll(), isTotalCapped: false }
}

async function countAll(): Promise<number> {
  const [{ total }] = await sqlRows<{ total: number }>(db, 'select count(*) as total from plugin_search')
  return total
}

function byKind(rows: { facet: string; count: number }[]): Facets {
  const facets: Facets = { category: [], tag: [], capability: [], language: [], host_api: [], verified: [] }
  for (const { facet, count } of rows) facets[KINDS[facet[0]!]!].push(valueOf(facet, count))
  return facets
}

const valueOf = (facet: string, count: number): FacetValue => ({ value: facet.slice(2), count })
