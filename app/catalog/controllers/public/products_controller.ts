import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { CategoryTree } from '#catalog/category_tree'
import { productPage } from '#catalog/product_page'
import { findPublicProduct } from '#catalog/queries/find_public_product'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class ProductsController {
  constructor(private readonly tree: CategoryTree) {}

  async show({ view, params, i18n }: HttpContext) {
    const product = await findPublicProduct(params.slug)
    if (!product) throw new NotFound()
    const { byId } = await this.tree.forest()
    return view.render('catalog/public/product', productPage(product, byId.get(product.category_id), i18n))
  }
}
