/** What the index knows of a product. What a page shows is read from the catalogue, so that an old index never shows an old price. */
export type SearchDocument = {
  id: string
  sellerId: string
  categoryId: string
  title: string
  brand: string
  description: string
  /** Values of attributes, articles and barcodes. */
  terms: string[]
  priceMinor: number
  inStock: boolean
  publishedAt: Date
}

export const SEARCH_SORTS = ['relevance', 'newest', 'price', '-price'] as const
export type SearchSort = (typeof SEARCH_SORTS)[number]

export type SearchQuery = {
  text: string
  /** Categories to look in; the caller resolves a subtree. */
  categoryIds?: string[]
  brands?: string[]
  sellerId?: string
  priceMin?: number
  priceMax?: number
  inStock?: boolean
  sort: SearchSort
  limit: number
  offset: number
}

/** A title cut where the words of the query are. */
export type HighlightPart = { text: string; isMatch: boolean }
export type SearchHit = { id: string; title: HighlightPart[] }
export type FacetValue = { value: string; count: number }

export type SearchResult = {
  hits: SearchHit[]
  total: number
  /** Counting stopped at `total`: there are that many or more. */
  isTotalCapped: boolean
  facets: {
    brand: FacetValue[]
    category: FacetValue[]
    price: { min: number; max: number } | null
  }
  /** What was searched for instead, where a word was corrected and the engine tells. */
  correctedTo: string | null
}

export type IndexedStamp = { id: string; stamp: string }

/** How far a list of results can be paged through; also Meilisearch's default. */
export const MAX_REACHABLE_HITS = 1_000
export const MAX_FACET_VALUES = 30

/** A full-text index of products. Both drivers pass the same contract tests. */
export abstract class SearchIndex {
  abstract readonly driver: 'postgres' | 'meilisearch'

  /** Prepares what the engine needs before its first document; harmless when repeated. */
  abstract prepare(): Promise<void>

  /** Answers when the documents can be found. */
  abstract upsert(documents: SearchDocument[]): Promise<void>

  abstract remove(ids: string[]): Promise<void>

  abstract search(query: SearchQuery): Promise<SearchResult>

  /** Replaces everything by what `batches` brings; searches see the old content until the new one is complete or row by row, never nothing. */
  abstract rebuild(batches: AsyncIterable<SearchDocument[]>): Promise<number>

  /** Hourly care: what the engine does not keep in order by itself. */
  abstract maintain(): Promise<void>

  /** Everything in the index with the stamp of its content, for checks. */
  abstract stamps(): AsyncIterable<IndexedStamp[]>

  /** Resolves when the engine answers; throws `SearchUnavailable` otherwise. */
  abstract ping(): Promise<void>
}
