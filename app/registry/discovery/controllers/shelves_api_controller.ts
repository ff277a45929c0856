import { countKinds } from '#registry/discovery/catalogue/count_kinds'
import { describeResults } from '#registry/search/describe_results'
import { listShelf, type Shelf } from '#registry/discovery/queries/list_shelves'
import { pageValidator } from '#registry/discovery/validators'
import { sendPublic } from '#registry/wire/tagged'
import { toPluginCard } from '#registry/wire/plugin_card'
import type { HttpContext } from '@adonisjs/core/http'

const LIMIT = 20

/** What the marketplace shows before anybody searches. */
export default class ShelvesApiController {
  featured = (ctx: HttpContext) => this.#list(ctx, 'featured')
  trending = (ctx: HttpContext) => this.#list(ctx, 'trending')
  newest = (ctx: HttpContext) => this.#list(ctx, 'new')

  async categories(ctx: HttpContext) {
    const { categories } = await countKinds()
    return sendPublic(ctx, { data: categories.map(({ value, count }) => ({ category: value, plugins: count })) })
  }

  async tags(ctx: HttpContext) {
    const { tags } = await countKinds()
    return sendPublic(ctx, { data: tags.map(({ value, count }) => ({ tag: value, plugins: count })) })
  }

  async #list(ctx: HttpContext, shelf: Shelf) {
    const { limit = LIMIT, cursor } = await pageValidator.validate(ctx.request.qs())
    const { data, meta } = await listShelf(shelf, { limit, cursor })
    return sendPublic(ctx, { data: (await describeResults(data, { locale: 'en', matched: null })).map(toPluginCard), meta })
  }
}
