import db from '@adonisjs/lucid/services/db'
import { readTexts } from '#registry/readme/version_texts'
import { renderMarkdown } from '#registry/readme/render_markdown'
import { dependenciesView } from '#registry/pages/dependencies_view'
import { capabilityWords, hookWords } from '#registry/pages/capability_words'
import { reviewsView } from '#registry/pages/reviews_view'
import { verdictOfReview } from '#registry/pages/verdict_view'
import { localized } from '#runtime/manifest/plugin_manifest'
import { earnedBadges } from '#registry/counters/earned_badges'
import { readPluginPage } from '#registry/queries/plugin_page'
import type { HttpContext } from '@adonisjs/core/http'

const SHOWN_REVIEWS = 3

/** A plugin as everybody sees it. */
export default class PluginsController {
  async show({ params, view, i18n, access }: HttpContext) {
    const { plugin, versions, current } = await readPluginPage(params.name as string)
    const { readme, changelog } = await readTexts(db, current.id)
    return view.render('registry/public/plugin', {
      plugin,
      title: localized(current.manifest.name, i18n.locale),
      description: localized(current.manifest.description, i18n.locale),
      versions: versions.map((version) => ({ ...version, isCurrent: version.id === current.id, isYanked: version.status === 'yanked' })),
      current,
      verdict: verdictOfReview(current, i18n),
      hooks: hookWords(current.manifest.hooks, i18n),
      readme: readme && renderMarkdown(readme),
      changelog: changelog && renderMarkdown(changelog),
      capabilities: capabilityWords(current.capabilities, i18n),
      badges: earnedBadges(plugin),
      reviews: await reviewsView(plugin, { page: 0, perPage: SHOWN_REVIEWS, readerId: null }),
      dependencies: await dependenciesView(current, { canonName: plugin.canon_name, i18n }),
      canInstall: access.tenantId !== null && access.can('runtime.manage'),
      isOperator: access.can('runtime.operate'),
    })
  }
}
