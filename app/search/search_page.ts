import { addressWith } from '#catalog/page_query'
import { categoryName, rootLinks, toCard } from '#catalog/product_cards'
import { titleHtml } from '#search/title_html'
import { SEARCH_SORTS } from '#search/search_index'
import type { I18n } from '@adonisjs/i18n'
import type { Infer } from '@vinejs/vine/types'
import type { CategoryForest } from '#catalog/category_tree'
import type { searchPageValidator } from '#search/validators/search_products'
import type { CategoryFacet, ProductSearchResult } from '#search/queries/search_products'

export type SearchInput = Infer<typeof searchPageValidator>

const PATH = '/search'

/** Everything the search page shows; `result` is null when the engine does not answer. */
export function searchPage(
  input: SearchInput,
  result: ProductSearchResult | null,
  { i18n, forest }: { i18n: I18n; forest: CategoryForest }
) {
  const brands = input.brand === undefined ? [] : [input.brand].flat()
  const { page: _page, ...filters } = { ...input, brand: brands }
  const at = (changes: Record<string, string | number | string[] | null>) => addressWith(PATH, { ...filters, ...changes })
  const category = input.category ? forest.bySlug.get(input.category) : undefined
  return {
    text: input.q ?? '',
    filters: { ...filters, sort: input.sort ?? 'relevance' },
    isFiltered: Boolean(brands.length || category || input.price_min !== undefined || input.price_max !== undefined),
    resetUrl: addressWith(PATH, { q: input.q }),
    category: category && { name: categoryName(category, i18n.locale), removeUrl: at({ category: null }) },
    sorts: SEARCH_SORTS.map((value) => ({
      value,
      label: i18n.t(value === 'relevance' ? 'search.sort_relevance' : `catalog.sort_${value}`),
    })),
    result: result && {
      ...result,
      products: result.products.map((product) => ({ ...toCard(product), titleHtml: titleHtml(product.titleParts) })),
      brands: result.brands.map((facet) => ({ ...facet, isChosen: brands.includes(facet.value) })),
      categories: result.categories.map((facet) => categoryLink(facet, i18n.locale, at)),
      previousUrl: result.page > 1 ? at({ page: result.page - 1 }) : null,
      nextUrl: result.nextPage ? at({ page: result.nextPage }) : null,
    },
    roots: result ? [] : rootLinks(forest, i18n.locale),
  }
}

const categoryLink = ({ category, count }: CategoryFacet, locale: string, at: (changes: { category: string }) => string) => ({
  name: categoryName(category, locale),
  count,
  url: at({ category: category.slug }),
})
