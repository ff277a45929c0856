import { searchPlugins } from '#registry/queries/search_plugins'
import { earnedBadges } from '#registry/counters/earned_badges'
import { markedHtml } from '#registry/search/mark_matches'
import { describeResults } from '#registry/search/describe_results'
import { listShelves } from '#registry/discovery/queries/list_shelves'
import { seoOf } from '#registry/discovery/pages/seo'
import { shelvesOf } from '#registry/discovery/pages/plugin_tiles'
import { chosenFilters, facetGroups, searchUrl, type SearchAddress } from '#registry/pages/search_view'
import { listed, pluginPageValidator, toFilters } from '#registry/validators/search_validator'
import type { HttpContext } from '@adonisjs/core/http'

const PER_PAGE = 24
const PER_SHELF = 3
const SORTS = ['relevance', 'downloads', 'rating', 'recent', 'new', 'trending', 'name'] as const

/** The plugin marketplace as everybody searches it. */
export default class PluginSearchController {
  async index(ctx: HttpContext) {
    const { request, view, i18n } = ctx
    const asked = await pluginPageValidator.validate(emptyAsNull(request.qs()))
    const { page, ...rest } = asked
    const address: SearchAddress = { ...rest, verified: asked.verified ? '1' : null }
    const at = page ?? 1
    const isSearch = Object.values(address).some(Boolean) || at > 1
    const result = await searchPlugins({
      ...toFilters(asked),
      query: asked.q ?? null,
      tags: listed(asked.tag),
      capabilities: listed(asked.capability),
      sort: asked.sort ?? 'relevance',
      limit: PER_PAGE,
      offset: (at - 1) * PER_PAGE,
      withFacets: true,
    })
    const groups = facetGroups(address, result, i18n)
    const described = await describeResults(result.rows, { locale: i18n.locale, matched: result.matched })
    return view.render('registry/public/plugins', {
      plugins: described.map(({ row, title, description }) => ({
        ...row,
        title: markedHtml(title),
        description: markedHtml(description),
        badges: earnedBadges(row),
      })),
      result,
      groups,
      chosen: chosenFilters(groups),
      clearUrl: searchUrl({ q: address.q, sort: address.sort }),
      hidden: Object.entries(address).filter(([field, value]) => value && field !== 'q' && field !== 'sort'),
      filters: { q: asked.q ?? '', sort: asked.sort ?? 'relevance' },
      sorts: SORTS.map((value) => ({ value, label: i18n.t(`discovery.sort_${value}`) })),
      shelves: isSearch ? [] : shelvesOf(await listShelves(PER_SHELF), i18n),
      seo: landing(ctx, isSearch),
      previousUrl: at > 1 ? searchUrl(address, { page: at > 2 ? String(at - 1) : null }) : null,
      nextUrl: result.nextCursor ? searchUrl(address, { page: String(at + 1) }) : null,
    })
  }
}

/** One page for search engines: there are as many searches as words. */
const landing = (ctx: HttpContext, isSearch: boolean) =>
  seoOf(ctx, {
    title: ctx.i18n.t('registry.marketplace'),
    description: ctx.i18n.t('registry.marketplace_lead'),
    path: '/plugins',
    isIndexed: !isSearch,
    feeds: [{ title: ctx.i18n.t('discovery.feed_all'), url: '/feeds/plugins.atom' }],
  })

const emptyAsNull = (qs: Record<string, unknown>) => Object.fromEntries(Object.entries(qs).map(([key, value]) => [key, value === '' ? null : value]))
