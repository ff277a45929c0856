import { CATEGORIES, type Category } from '#registry/enums/category'
import { countKinds } from '#registry/discovery/catalogue/count_kinds'
import { describeShelf } from '#registry/discovery/pages/plugin_tiles'
import { NotFound } from '#core/http/exceptions'
import { pageValidator } from '#registry/discovery/validators'
import { searchPlugins } from '#registry/queries/search_plugins'
import { seoOf } from '#registry/discovery/pages/seo'
import type { HttpContext } from '@adonisjs/core/http'
import type { PluginFilters } from '#registry/search/plugin_search'

const PER_PAGE = 24

type Listing = {
  filter: PluginFilters
  title: string
  lead: string
  path: string
  feed: string | null
  parent: { label: string; url: string }
}

/** All plugins of a category or a tag, the most used first. */
export default class CatalogueController {
  async categories(ctx: HttpContext) {
    const { categories } = await countKinds()
    const kinds = categories.map(({ value, count }) => ({
      ...{ label: ctx.i18n.t(`registry.category_${value}`), count, url: `/plugins/categories/${value}` },
      text: ctx.i18n.t(`discovery.category_text_${value}`),
    }))
    return this.#kinds(ctx, { title: ctx.i18n.t('discovery.categories'), path: '/plugins/categories', kinds })
  }

  async tags(ctx: HttpContext) {
    const { tags } = await countKinds()
    const kinds = tags.map(({ value, count }) => ({
      label: `#${value}`,
      count,
      url: `/plugins/tags/${encodeURIComponent(value)}`,
      text: null,
    }))
    return this.#kinds(ctx, { title: ctx.i18n.t('discovery.tags'), path: '/plugins/tags', kinds })
  }

  async category(ctx: HttpContext) {
    const category = CATEGORIES.find((known): known is Category => known === ctx.params.category)
    if (!category) throw new NotFound()
    const path = `/plugins/categories/${category}`
    return this.#list(ctx, {
      ...{ filter: { category }, path, feed: `${path}/feed.atom` },
      title: ctx.i18n.t(`registry.category_${category}`),
      lead: ctx.i18n.t(`discovery.category_text_${category}`),
      parent: { label: ctx.i18n.t('discovery.categories'), url: '/plugins/categories' },
    })
  }

  async tag(ctx: HttpContext) {
    const tag = (ctx.params.tag as string).toLowerCase()
    return this.#list(ctx, {
      ...{ filter: { tags: [tag] }, path: `/plugins/tags/${encodeURIComponent(tag)}`, feed: null },
      title: `#${tag}`,
      lead: ctx.i18n.t('discovery.tag_text', { tag }),
      parent: { label: ctx.i18n.t('discovery.tags'), url: '/plugins/tags' },
    })
  }

  #kinds(ctx: HttpContext, { title, path, kinds }: { title: string; path: string; kinds: object[] }) {
    const lead = ctx.i18n.t('registry.marketplace_lead')
    return ctx.view.render('registry/discovery/kinds', { title, lead, kinds, seo: seoOf(ctx, { title, description: lead, path }) })
  }

  /** Words that no plugin has are no page: anybody could make up as many as they like. */
  async #list(ctx: HttpContext, { filter, title, lead, path, feed, parent }: Listing) {
    const { cursor } = await pageValidator.validate(ctx.request.qs())
    const { rows, total, isTotalCapped, nextCursor } = await searchPlugins({
      ...filter,
      query: null,
      sort: 'downloads',
      limit: PER_PAGE,
      cursor,
    })
    if (!total && filter.tags) throw new NotFound()
    return ctx.view.render('registry/discovery/listing', {
      ...{ title, lead, path, feed, parent, total, isTotalCapped },
      plugins: await describeShelf(rows, ctx.i18n),
      isFirst: !cursor,
      nextUrl: nextCursor ? `${path}?cursor=${nextCursor}` : null,
      seo: seoOf(ctx, { title, description: lead, path, isIndexed: !cursor, feeds: feed ? [{ title, url: feed }] : [] }),
    })
  }
}
