import { inject } from '@adonisjs/core'
import { searchPageValidator } from '#search/validators/search_products'
import { withoutBlanks } from '#catalog/page_query'
import { CategoryTree } from '#catalog/category_tree'
import { MINOR_PER_MAJOR } from '#catalog/price_limits'
import { SearchUnavailable } from '#search/exceptions/unavailable'
import { searchPage, type SearchInput } from '#search/search_page'
import { SearchProducts, type ProductSearchResult } from '#search/queries/search_products'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 36

/** The shop's search page. With a dead engine it says so and shows the categories instead. */
@inject()
export default class SearchController {
  constructor(
    private readonly searchProducts: SearchProducts,
    private readonly tree: CategoryTree
  ) {}

  async index({ view, i18n, request, response }: HttpContext) {
    const input = await searchPageValidator.validate(withoutBlanks(request.qs()))
    const result = await this.#search(input)
    if (!result) response.status(SearchUnavailable.status).header('Retry-After', '5')
    return view.render('search/public/index', searchPage(input, result, { i18n, forest: await this.tree.forest() }))
  }

  async #search(input: SearchInput): Promise<ProductSearchResult | null> {
    try {
      return await this.searchProducts.handle({
        text: input.q ?? '',
        category: input.category ? await this.tree.find(input.category) : undefined,
        brands: input.brand === undefined ? undefined : [input.brand].flat(),
        priceMin: input.price_min && input.price_min * MINOR_PER_MAJOR,
        priceMax: input.price_max && input.price_max * MINOR_PER_MAJOR,
        sort: input.sort ?? 'relevance',
        limit: PAGE,
        page: input.page ?? 1,
      })
    } catch (error) {
      if (error instanceof SearchUnavailable) return null
      throw error
    }
  }
}
