import { inject } from '@adonisjs/core'
import { ResultCache } from '#search/result_cache'
import { CategoryTree, subtreeIds, type CategoryNode } from '#catalog/category_tree'
import { listCardsByIds } from '#catalog/queries/list_cards_by_ids'
import {
  MAX_REACHABLE_HITS,
  SearchIndex,
  type FacetValue,
  type HighlightPart,
  type SearchQuery,
  type SearchResult,
} from '#search/search_index'
import type { ProductCardRow } from '#catalog/queries/product_cards'

export type ProductSearch = Omit<SearchQuery, 'categoryIds' | 'offset'> & { category?: CategoryNode; page: number }

export type FoundProduct = ProductCardRow & { titleParts: HighlightPart[] }
export type CategoryFacet = { category: CategoryNode; count: number }

export type ProductSearchResult = Pick<SearchResult, 'total' | 'isTotalCapped' | 'correctedTo'> & {
  products: FoundProduct[]
  page: number
  nextPage: number | null
  brands: FacetValue[]
  categories: CategoryFacet[]
  price: SearchResult['facets']['price']
}

/**
 * Searches, then reads what is found from the catalogue: price, stock and title are today's, and what was hidden a
 * moment ago is left out even when the index has not heard of it yet.
 */
@inject()
export class SearchProducts {
  constructor(
    private readonly index: SearchIndex,
    private readonly tree: CategoryTree,
    private readonly cache: ResultCache
  ) {}

  async handle({ category, page, ...query }: ProductSearch): Promise<ProductSearchResult> {
    const asked = { ...query, categoryIds: category && subtreeIds(category), offset: (page - 1) * query.limit }
    const result = await this.cache.get(asked, (missing) => this.index.search(missing))
    const [cards, { byId }] = await Promise.all([listCardsByIds(result.hits.map(({ id }) => id)), this.tree.forest()])
    const products = result.hits.flatMap(({ id, title }): FoundProduct[] => {
      const card = cards.get(id)
      return card ? [{ ...card, titleParts: title }] : []
    })
    const reachable = Math.min(result.total, MAX_REACHABLE_HITS)
    return {
      products,
      total: result.total,
      isTotalCapped: result.isTotalCapped,
      correctedTo: result.correctedTo,
      page,
      nextPage: page * query.limit < reachable ? page + 1 : null,
      brands: result.facets.brand,
      categories: result.facets.category.flatMap(({ value, count }) => {
        const node = byId.get(value)
        return node ? [{ category: node, count }] : []
      }),
      price: result.facets.price,
    }
  }
}
