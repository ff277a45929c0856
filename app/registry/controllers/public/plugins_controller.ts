import vine from '@vinejs/vine'
import { CATEGORIES } from '#registry/enums/category'
import { dependenciesView } from '#registry/pages/dependencies_view'
import { capabilityWords, hookWords } from '#registry/pages/capability_words'
import { verdictOfReview } from '#registry/pages/verdict_view'
import { searchPlugins } from '#registry/queries/search_plugins'
import { localized } from '#runtime/manifest/plugin_manifest'
import { earnedBadges } from '#registry/counters/earned_badges'
import { readDisplayTexts, readPluginPage } from '#registry/queries/plugin_page'
import type { HttpContext } from '@adonisjs/core/http'

const PER_PAGE = 24
const SORTS = ['relevance', 'downloads', 'recent', 'name'] as const

const listValidator = vine.create({
  q: vine.string().trim().maxLength(200).nullable().optional(),
  category: vine.enum(CATEGORIES).nullable().optional(),
  sort: vine.enum(SORTS).nullable().optional(),
  page: vine.number().withoutDecimals().min(1).max(500).optional(),
})


/** The plugin marketplace as everybody sees it. */
export default class PluginsController {
  async index({ request, view, i18n }: HttpContext) {
    const { q, category, sort, page = 1 } = await listValidator.validate(emptyAsNull(request.qs()))
    const { rows, total } = await searchPlugins({ query: q ?? null, category: category ?? null, tags: [], sort: sort ?? 'relevance', page: page - 1, perPage: PER_PAGE })
    const texts = await readDisplayTexts(rows.map((row) => row.default_version_id!))
    const plugins = rows.map((row) => {
      const { name = row.name, description = row.description } = texts.get(row.default_version_id!) ?? {}
      return { ...row, title: localized(name, i18n.locale), description: localized(description, i18n.locale), badges: earnedBadges(row) }
    })
    const options = (values: readonly string[], prefix: string) => values.map((value) => ({ value, label: i18n.t(prefix + value) }))
    const link = (to: number) => `/plugins?${new URLSearchParams({ ...(q ? { q } : {}), ...(category ? { category } : {}), ...(sort ? { sort } : {}), page: String(to) }).toString()}`
    return view.render('registry/public/plugins', {
      plugins,
      total,
      filters: { q: q ?? '', category: category ?? '', sort: sort ?? 'relevance' },
      categories: options(CATEGORIES, 'registry.category_'),
      sorts: options(SORTS, 'registry.sort_'),
      previousUrl: page > 1 ? link(page - 1) : null,
      nextUrl: page * PER_PAGE < total ? link(page + 1) : null,
    })
  }

  async show({ params, view, i18n, access }: HttpContext) {
    const { plugin, versions, current } = await readPluginPage(params.name as string)
    return view.render('registry/public/plugin', {
      plugin,
      title: localized(current.manifest.name, i18n.locale),
      description: localized(current.manifest.description, i18n.locale),
      versions: versions.map((version) => ({ ...version, isCurrent: version.id === current.id, isYanked: version.status === 'yanked' })),
      current,
      verdict: verdictOfReview(current, i18n),
      hooks: hookWords(current.manifest.hooks, i18n),
      capabilities: capabilityWords(current.capabilities, i18n),
      badges: earnedBadges(plugin),
      dependencies: await dependenciesView(current, { canonName: plugin.canon_name, i18n }),
      canInstall: access.tenantId !== null && access.can('runtime.manage'),
      isOperator: access.can('runtime.operate'),
    })
  }
}

const emptyAsNull = (qs: Record<string, unknown>) => Object.fromEntries(Object.entries(qs).map(([key, value]) => [key, value === '' ? null : value]))
