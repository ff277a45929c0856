import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { sendCacheable } from '#core/http/cacheable'
import { CategoryTree, subtreeIds } from '#catalog/category_tree'
import { cardJson, productJson } from '#catalog/product_json'
import { findPublicProduct } from '#catalog/queries/find_public_product'
import { findSellerId } from '#catalog/queries/find_seller'
import { listProducts } from '#catalog/queries/list_products'
import { listProductsValidator } from '#catalog/validators/list_products'
import type { HttpContext } from '@adonisjs/core/http'

const DEFAULT_PAGE = 20

@inject()
export default class ProductsController {
  constructor(private readonly categories: CategoryTree) {}

  async index(ctx: HttpContext) {
    const filters = await listProductsValidator.validate(ctx.request.qs())
    const category = filters.category ? await this.categories.find(filters.category) : undefined
    if (filters.category && !category) throw new NotFound('There is no such category')

    const page = await listProducts({
      categoryIds: category && subtreeIds(category),
      sellerId: filters.seller && (await findSellerId(filters.seller)),
      priceMin: filters.price_min,
      priceMax: filters.price_max,
      sort: filters.sort ?? 'newest',
      limit: filters.limit ?? DEFAULT_PAGE,
      cursor: filters.cursor,
    })
    const forest = await this.categories.forest()
    return sendCacheable(ctx, { data: page.data.map((row) => cardJson(row, forest)), meta: page.meta })
  }

  async show(ctx: HttpContext) {
    const product = await findPublicProduct(ctx.params.key)
    if (!product) throw new NotFound()
    return sendCacheable(ctx, { data: productJson(product, await this.categories.forest()) })
  }
}
