import { wordsOf } from '#search/normalise'
import { MATCH_END, MATCH_START } from '#search/highlight'
import type { SearchParams } from 'meilisearch'
import type { SearchQuery, SearchSort } from '#search/search_index'

const SORTS: Record<SearchSort, string[] | undefined> = {
  'relevance': undefined,
  'newest': ['published_at:desc'],
  'price': ['price_minor:asc'],
  '-price': ['price_minor:desc'],
}

export const searchWords = ({ text }: SearchQuery) => wordsOf(text).join(' ')

export const searchParams = (query: SearchQuery) =>
  ({
    filter: filtersOf(query),
    sort: SORTS[query.sort],
    limit: query.limit,
    offset: query.offset,
    facets: ['brand', 'category_id', 'price_minor'],
    attributesToRetrieve: ['id', 'title'],
    attributesToHighlight: ['title'],
    highlightPreTag: MATCH_START,
    highlightPostTag: MATCH_END,
    matchingStrategy: 'last',
  }) satisfies SearchParams

/** Each entry must hold. Values are quoted: a brand is a text of a seller's. */
function filtersOf({ categoryIds, brands, sellerId, priceMin, priceMax, inStock }: SearchQuery): string[] {
  const filters: string[] = []
  if (categoryIds) filters.push(`category_id IN [${categoryIds.map(quote).join(', ')}]`)
  if (brands?.length) filters.push(`brand IN [${brands.map(quote).join(', ')}]`)
  if (sellerId) filters.push(`seller_id = ${quote(sellerId)}`)
  if (priceMin !== undefined) filters.push(`price_minor >= ${priceMin}`)
  if (priceMax !== undefined) filters.push(`price_minor <= ${priceMax}`)
  if (inStock) filters.push('in_stock = 1')
  return filters
}

const quote = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
