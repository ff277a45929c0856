import { ownPluginsTable } from '#registry/tables/own_plugins_table'
import { versionsTable } from '#registry/tables/versions_table'
import { findOwnPlugin, ownPlugins, versionsOfPlugin } from '#registry/queries/own_plugins'
import { publisherOverview } from '#registry/queries/publisher_overview'
import type { HttpContext } from '@adonisjs/core/http'

/** A publisher's own plugins. */
export default class PluginsController {
  async home({ actor, user, view }: HttpContext) {
    const { id, email } = user!
    return view.render('registry/publisher/overview', await publisherOverview(actor, { id, email }))
  }

  index(ctx: HttpContext) {
    return ownPluginsTable.render(ctx, () => ownPlugins(ctx.user!.id), { view: 'registry/publisher/plugins' })
  }

  async show(ctx: HttpContext) {
    const plugin = await findOwnPlugin(ctx.user!.id, ctx.params.id as string)
    return versionsTable.render(ctx, () => versionsOfPlugin(plugin.id), { view: 'registry/publisher/plugin', data: { plugin } })
  }
}
