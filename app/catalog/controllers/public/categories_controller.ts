import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { CategoryTree, subtreeIds } from '#catalog/category_tree'
import { addressWith, withoutBlanks } from '#catalog/page_query'
import { breadcrumbOf, categoryName, categoryUrl, toCard, toLink } from '#catalog/product_cards'
import { listProducts, PRODUCT_SORTS } from '#catalog/queries/list_products'
import { MINOR_PER_MAJOR } from '#catalog/price_limits'
import { categoryPageValidator } from '#catalog/validators/category_page'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 36

/** A category with everything below it, filtered and sorted; works whatever the search engine does. */
@inject()
export default class CategoriesController {
  constructor(private readonly tree: CategoryTree) {}

  async show({ view, i18n, params, request }: HttpContext) {
    const category = await this.tree.find(params.slug)
    if (!category) throw new NotFound()
    const { cursor, sort = 'newest', ...price } = await categoryPageValidator.validate(withoutBlanks(request.qs()))
    const { data, meta } = await listProducts({
      categoryIds: subtreeIds(category),
      priceMin: price.price_min && price.price_min * MINOR_PER_MAJOR,
      priceMax: price.price_max && price.price_max * MINOR_PER_MAJOR,
      sort,
      limit: PAGE,
      cursor,
    })
    const url = categoryUrl(category)
    const filters = { ...price, sort: sort === 'newest' ? null : sort }
    return view.render('catalog/public/category', {
      name: categoryName(category, i18n.locale),
      url,
      breadcrumb: breadcrumbOf(category.trail.slice(0, -1), i18n.locale),
      children: category.children.map((child) => toLink(child, i18n.locale)),
      products: data.map(toCard),
      filters: { ...price, sort },
      isFiltered: price.price_min !== undefined || price.price_max !== undefined,
      sorts: PRODUCT_SORTS.map((value) => ({ value, label: i18n.t(`catalog.sort_${value}`) })),
      firstUrl: cursor ? addressWith(url, filters) : null,
      nextUrl: meta.next_cursor ? addressWith(url, { ...filters, cursor: meta.next_cursor }) : null,
    })
  }
}
