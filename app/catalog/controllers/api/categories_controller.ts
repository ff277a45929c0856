import { inject } from '@adonisjs/core'
import { sendCacheable } from '#core/http/cacheable'
import { CategoryTree } from '#catalog/category_tree'
import { categoryJson } from '#catalog/product_json'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class CategoriesController {
  constructor(private readonly categories: CategoryTree) {}

  async index(ctx: HttpContext) {
    const { roots } = await this.categories.forest()
    return sendCacheable(ctx, { data: roots.map(categoryJson) })
  }
}
