import db from '@adonisjs/lucid/services/db'
import { capabilityWords, hookWords } from '#registry/pages/capability_words'
import { dependenciesView } from '#registry/pages/dependencies_view'
import { findPluginHead } from '#registry/discovery/queries/find_plugin_head'
import { findVersionReview } from '#registry/queries/find_version_review'
import { listSignatures } from '#registry/signing/list_signatures'
import { listVersionPage } from '#registry/discovery/queries/list_version_page'
import { publicAdvisories } from '#registry/advisories/pages/advisory_view'
import { pageValidator } from '#registry/discovery/validators'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { pluginHeadView, type PluginTab } from '#registry/discovery/pages/plugin_head_view'
import { readVersionPage } from '#registry/readme/version_page'
import { reviewsView } from '#registry/pages/reviews_view'
import { publicVerdictOf } from '#registry/pages/verdict_view'
import { canonicalName } from '#registry/names/plugin_name'
import { findSecurity } from '#registry/scanning/security/find_security'
import { securityView } from '#registry/scanning/security/security_view'
import type { HttpContext } from '@adonisjs/core/http'

const SHOWN_REVIEWS = 3

/** A plugin as everybody sees it; each part has a page of its own, so that none reads what it does not show. */
export default class PluginsController {
  async show(ctx: HttpContext) {
    const { head, plugin } = await open(ctx, 'overview')
    const { readme } = await readVersionPage(plugin.version_id)
    return ctx.view.render('registry/public/plugin', {
      head,
      plugin,
      readme,
      hooks: hookWords(plugin.manifest.hooks, ctx.i18n),
      capabilities: capabilityWords(plugin.capabilities, ctx.i18n),
      reviews: await reviewsView(plugin, { page: 0, perPage: SHOWN_REVIEWS, readerId: null }),
      dependencies: await dependenciesView({ id: plugin.version_id }, { canonName: plugin.canon_name, i18n: ctx.i18n }),
    })
  }

  async versions(ctx: HttpContext) {
    const { cursor } = await pageValidator.validate(ctx.request.qs())
    const { head, plugin } = await open(ctx, 'versions')
    const { data, meta } = await listVersionPage(plugin.id, cursor ?? null)
    return ctx.view.render('registry/public/versions', {
      head,
      plugin,
      versions: data.map((version) => ({ ...version, isCurrent: version.id === plugin.version_id, isYanked: version.status === 'yanked' })),
      isFirst: !cursor,
      nextCursor: meta.next_cursor,
    })
  }

  async changelog(ctx: HttpContext) {
    const { head, plugin } = await open(ctx, 'changelog')
    const { changelog } = await readVersionPage(plugin.version_id)
    return ctx.view.render('registry/public/changelog', { head, plugin, changelog })
  }

  async security(ctx: HttpContext) {
    const { head, plugin } = await open(ctx, 'security')
    const [review, scanned, signatures] = await Promise.all([
      findVersionReview(plugin.version_id),
      findSecurity(db, canonicalName(plugin.name)),
      listSignatures(db, [plugin.version_id]),
    ])
    if (!review || !scanned) throw new PluginNotFound()
    const advisories = await publicAdvisories(plugin.id, ctx.i18n)
    const [verdict, security] = [publicVerdictOf(review, ctx.i18n), securityView(scanned, ctx.i18n)]
    return ctx.view.render('registry/public/security', { head, plugin, verdict, security, signatures, advisories })
  }
}

async function open(ctx: HttpContext, tab: PluginTab) {
  const plugin = await findPluginHead(ctx.params.name as string, ctx.user?.id ?? null)
  return { plugin, head: pluginHeadView(ctx, plugin, tab) }
}
