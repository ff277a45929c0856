import { preparedRows } from '#core/database/prepared'
import { allOf, filterConditions, type Condition } from '#search/drivers/postgres/conditions'
import { markTitle } from '#search/drivers/postgres/mark_title'
import { MAX_FACET_VALUES, type FacetValue, type SearchQuery, type SearchResult, type SearchSort } from '#search/search_index'

/** Facets and totals are counted over so many matches: "5000+" is as good as 16,204 to a reader, and much cheaper. */
export const MATCH_CAP = 5_000

type HitRow = { id: string; title: string; positions: string }

type Found = {
  total: number
  brands: FacetValue[]
  categories: FacetValue[]
  price_min: number | null
  price_max: number | null
  hits: HitRow[]
  lexemes: string | null
}

const ORDERS: Record<SearchSort, string> = {
  'relevance': 'score desc, published_at desc, product_id',
  'newest': 'published_at desc, product_id desc',
  'price': 'price_minor, product_id',
  '-price': 'price_minor desc, product_id desc',
}

/** Runs one full-text query (`tsquery` syntax; null for all products): hits, total and facets in one statement. */
export async function findDocuments(tsquery: string | null, query: SearchQuery): Promise<SearchResult> {
  const source = matching(tsquery, query)
  const [found] = await preparedRows<Found>(statement(tsquery, query, source.sql), [
    ...(isRanked(tsquery, query) ? [tsquery] : []),
    ...source.bindings,
    ...[MATCH_CAP + 1, query.limit, query.offset],
    ...(tsquery ? [tsquery] : []),
  ])
  const isTotalCapped = found.total > MATCH_CAP
  const hits = isTotalCapped && query.sort !== 'relevance' ? await walkInOrder(query, source) : found.hits
  return {
    hits: hits.map((hit) => ({ id: hit.id, title: markTitle(hit, found.lexemes) })),
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

const isRanked = (tsquery: string | null, { sort }: SearchQuery) => tsquery !== null && sort === 'relevance'

/** The words are looked up first, whatever else is asked for: `offset 0` keeps the planner from starting at a filter. */
function matching(tsquery: string | null, query: SearchQuery): Condition {
  const filters = allOf(filterConditions(query))
  if (!tsquery) return { sql: `search_documents d where ${filters.sql}`, bindings: filters.bindings }
  const byWords = `(select * from search_documents where tsv @@ to_tsquery('rialto', ?) offset 0)`
  return { sql: `${byWords} d where ${filters.sql}`, bindings: [tsquery, ...filters.bindings] }
}

/** In stock comes before sold out, then the better match. Ranks are below one. */
const SCORE = `d.in_stock::int + ts_rank(d.tsv, to_tsquery('rialto', ?))`

function statement(tsquery: string | null, query: SearchQuery, source: string) {
  const order = ORDERS[query.sort]
  return `
  with matched as materialized (
    select d.product_id, d.brand, d.category_id, d.price_minor, d.published_at, ${isRanked(tsquery, query) ? SCORE : 'd.in_stock::int'} as score
      from ${source} limit ?
  ), page as (
    select product_id, score, published_at, price_minor from matched order by ${order} limit ? offset ?
  )
  select count(*) as total, min(price_minor) as price_min, max(price_minor) as price_max,
         ${facet('brand')} as brands, ${facet('category_id')} as categories,
         (select coalesce(json_agg(${HIT} order by ${order}), '[]'::json) from page join search_documents s using (product_id, published_at, price_minor)) as hits,
         ${tsquery ? `to_tsquery('rialto', ?)::text` : 'null'} as lexemes
    from matched`
}

const facet = (column: 'brand' | 'category_id') => `
  (select coalesce(json_agg(json_build_object('value', value, 'count', count) order by count desc, value), '[]'::json)
     from (select ${column} as value, count(*) as count from matched group by 1 order by 2 desc, 1 limit ${MAX_FACET_VALUES}) f)`

/** Where the words of the title stand, for marking those that matched. */
const HIT = `json_build_object('id', product_id, 'title', s.title, 'positions', ts_filter(s.tsv, '{a}')::text)`

/** More matches than are counted: the page has to come from an index in the order asked for, not from the counted ones. */
async function walkInOrder(query: SearchQuery, source: Condition): Promise<HitRow[]> {
  const order = ORDERS[query.sort]
  return preparedRows<HitRow>(
    `select product_id as id, title, ts_filter(tsv, '{a}')::text as positions from (
       select d.product_id, d.title, d.tsv, d.published_at, d.price_minor from ${source.sql} order by ${order} limit ? offset ?) page
      order by ${order}`,
    [...source.bindings, query.limit, query.offset]
  )
}
