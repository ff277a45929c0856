import { inject } from '@adonisjs/core'
import { CategoryTree } from '#catalog/category_tree'
import { rootLinks, toCard } from '#catalog/product_cards'
import { listProducts } from '#catalog/queries/list_products'
import type { HttpContext } from '@adonisjs/core/http'

const NEWEST = 18

/** The shop's first page. */
@inject()
export default class HomeController {
  constructor(private readonly tree: CategoryTree) {}

  async show({ view, i18n }: HttpContext) {
    const [forest, { data }] = await Promise.all([this.tree.forest(), listProducts({ sort: 'newest', limit: NEWEST })])
    return view.render('catalog/public/home', { tiles: rootLinks(forest, i18n.locale), products: data.map(toCard) })
  }
}
