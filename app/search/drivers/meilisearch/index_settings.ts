import { MAX_FACET_VALUES, MAX_REACHABLE_HITS } from '#search/search_index'
import type { Settings } from 'meilisearch'

/** Codes are never corrected: an article with one digit changed is another article. */
export const INDEX_SETTINGS: Settings = {
  searchableAttributes: ['title', 'words', 'brand', 'terms', 'description'],
  displayedAttributes: ['id', 'title', 'stamp'],
  filterableAttributes: ['category_id', 'brand', 'seller_id', 'price_minor', 'in_stock'],
  sortableAttributes: ['price_minor', 'published_at'],
  rankingRules: ['words', 'typo', 'sort', 'in_stock:desc', 'proximity', 'attribute', 'exactness', 'published_at:desc'],
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true },
  faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MAX_REACHABLE_HITS },
}
