import { inject } from '@adonisjs/core'
import { decodeCursor, encodeCursor } from '#core/http/keyset'
import { InvalidCursor, NotFound } from '#core/http/exceptions'
import { CategoryTree } from '#catalog/category_tree'
import { cardJson, categoryReference } from '#catalog/product_json'
import { MAX_REACHABLE_HITS } from '#search/search_index'
import { SearchProducts, type ProductSearchResult } from '#search/queries/search_products'
import { searchProductsValidator } from '#search/validators/search_products'
import type { HttpContext } from '@adonisjs/core/http'

const DEFAULT_PAGE = 20

@inject()
export default class SearchController {
  constructor(
    private readonly searchProducts: SearchProducts,
    private readonly tree: CategoryTree
  ) {}

  async index({ request, response }: HttpContext) {
    const input = await searchProductsValidator.validate(request.qs())
    const category = input.category ? await this.tree.find(input.category) : undefined
    if (input.category && !category) throw new NotFound('There is no such category')

    const limit = input.limit ?? DEFAULT_PAGE
    const result = await this.searchProducts.handle({
      text: input.q ?? '',
      category,
      brands: input.brand === undefined ? undefined : [input.brand].flat(),
      priceMin: input.price_min,
      priceMax: input.price_max,
      inStock: input.in_stock,
      sort: input.sort ?? 'relevance',
      limit,
      page: input.cursor ? pageOf(input.cursor, limit) : (input.page ?? 1),
    })
    return response.json(await this.#json(result, limit))
  }

  async #json(result: ProductSearchResult, limit: number) {
    const forest = await this.tree.forest()
    return {
      data: result.products.map((product) => ({
        ...cardJson(product, forest),
        title_parts: product.titleParts.map(({ text, isMatch }) => ({ text, match: isMatch })),
      })),
      meta: {
        next_cursor: result.nextPage && encodeCursor([result.nextPage]),
        limit,
        page: result.page,
        total: result.total,
        total_is_capped: result.isTotalCapped,
        corrected_to: result.correctedTo,
        facets: {
          brand: result.brands,
          category: result.categories.map(({ category, count }) => ({ ...categoryReference(category), count })),
          price: result.price,
        },
      },
    }
  }
}

/** Results are ranked, so a cursor can only name the next page, not a place between two rows. */
function pageOf(cursor: string, limit: number): number {
  const [page] = decodeCursor(cursor, 1)
  if (!Number.isSafeInteger(page) || Number(page) < 1 || Number(page) * limit > MAX_REACHABLE_HITS + limit) throw new InvalidCursor()
  return Number(page)
}
