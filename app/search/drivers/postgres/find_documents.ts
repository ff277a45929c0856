import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { allOf, filterConditions, type Condition } from '#search/drivers/postgres/conditions'
import { highlightParts, MATCH_END, MATCH_START } from '#search/highlight'
import { MAX_FACET_VALUES, type FacetValue, type SearchQuery, type SearchResult, type SearchSort } from '#search/search_index'

/** Facets and totals are counted over so many matches: "5000+" is as good as 16,204 to a reader, and much cheaper. */
export const MATCH_CAP = 5_000

type Found = {
  total: number
  brands: FacetValue[]
  categories: FacetValue[]
  price_min: number | null
  price_max: number | null
  hits: { id: string; title: string }[]
}

const ORDERS: Record<SearchSort, string> = {
  'relevance': 'in_stock desc, rank desc, published_at desc, product_id',
  'newest': 'published_at desc, product_id desc',
  'price': 'price_minor, product_id',
  '-price': 'price_minor desc, product_id desc',
}

/** Runs one full-text query (`tsquery` syntax; null for all products): hits, total and facets in one statement. */
export async function findDocuments(tsquery: string | null, query: SearchQuery): Promise<SearchResult> {
  const text: Condition[] = tsquery ? [{ sql: `d.tsv @@ to_tsquery('rialto', ?)`, bindings: [tsquery] }] : []
  const where = allOf([...text, ...filterConditions(query)])
  const [found] = await sqlRows<Found>(db, statement(tsquery, query, where.sql), [
    ...(ranks(tsquery, query) ? [tsquery] : []),
    ...where.bindings,
    ...(tsquery ? [tsquery] : []),
  ])
  const isTotalCapped = found.total > MATCH_CAP
  const hits = isTotalCapped && query.sort !== 'relevance' ? await walkInOrder(tsquery, query, where) : found.hits
  return {
    hits: hits.map(({ id, title }) => ({ id, title: highlightParts(title) })),
    total: Math.min(found.total, MATCH_CAP),
    isTotalCapped,
    facets: {
      brand: found.brands.filter(({ value }) => value !== ''),
      category: found.categories,
      price: found.price_min === null ? null : { min: Number(found.price_min), max: Number(found.price_max) },
    },
    correctedTo: null,
  }
}

const ranks = (tsquery: string | null, { sort }: SearchQuery) => tsquery !== null && sort === 'relevance'

function statement(tsquery: string | null, query: SearchQuery, where: string) {
  const rank = ranks(tsquery, query) ? `ts_rank(d.tsv, to_tsquery('rialto', ?))` : '0'
  return `
  with matched as materialized (
    select d.product_id, d.title, d.brand, d.category_id, d.price_minor, d.published_at, d.in_stock, ${rank} as rank
      from search_documents d where ${where} limit ${MATCH_CAP + 1}
  ), page as (
    select product_id, title, in_stock, rank, published_at, price_minor
      from matched order by ${ORDERS[query.sort]} limit ${query.limit} offset ${query.offset}
  )
  select count(*) as total, min(price_minor) as price_min, max(price_minor) as price_max,
         ${facet('brand')} as brands, ${facet('category_id')} as categories,
         (select coalesce(json_agg(json_build_object('id', product_id, 'title', ${headline(tsquery)}) order by ${ORDERS[query.sort]}), '[]'::json) from page) as hits
    from matched`
}

const facet = (column: 'brand' | 'category_id') => `
  (select coalesce(json_agg(json_build_object('value', value, 'count', count) order by count desc, value), '[]'::json)
     from (select ${column} as value, count(*) as count from matched group by 1 order by 2 desc, 1 limit ${MAX_FACET_VALUES}) f)`

const headline = (tsquery: string | null) =>
  tsquery
    ? `ts_headline('rialto', title, to_tsquery('rialto', ?), 'HighlightAll=true, StartSel=${MATCH_START}, StopSel=${MATCH_END}')`
    : 'title'

/** More matches than are counted: the page has to come from an index in the order asked for, not from the counted ones. */
function walkInOrder(tsquery: string | null, query: SearchQuery, where: Condition) {
  return sqlRows<{ id: string; title: string }>(
    db,
    `select product_id as id, ${headline(tsquery)} as title from (
       select d.product_id, d.title, d.published_at, d.price_minor from search_documents d where ${where.sql}
        order by ${ORDERS[query.sort]} limit ${query.limit} offset ${query.offset}) page
      order by ${ORDERS[query.sort]}`,
    [...(tsquery ? [tsquery] : []), ...where.bindings]
  )
}
