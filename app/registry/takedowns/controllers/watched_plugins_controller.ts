import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { historyView } from '#registry/pages/history_view'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { quarantineDays } from '#registry/takedowns/settings'
import { findPluginTransition } from '#registry/states/plugin_states'
import { withdrawalFormValidator } from '#registry/takedowns/validators'
import { areaOf } from '#registry/takedowns/controllers/area_of'
import { findPublisherOf } from '#registry/takedowns/queries/watched_publishers'
import { listWatchedVersions, type WatchedVersion } from '#registry/takedowns/queries/watched_versions'
import { VERSION_ACTS } from '#registry/takedowns/actions/withdraw_version'
import { findVersionTransition } from '#registry/states/version_states'
import { WATCHED_PLUGINS } from '#registry/takedowns/tables/watched_plugins_table'
import { WITHDRAWAL_ACTS, WithdrawPlugin, type WithdrawalAct } from '#registry/takedowns/actions/withdraw_plugin'
import {
  findWatchedPlugin,
  listPluginActions,
  watchedPlugins,
  type PluginAction,
  type WatchedPlugin,
} from '#registry/takedowns/queries/watched_plugins'
import type { HttpContext } from '@adonisjs/core/http'
import type { PluginStatus } from '#registry/enums/plugin_status'

/** All plugins as moderators and operators see them, hidden ones too, and what they do to them. */
@inject()
export default class WatchedPluginsController {
  constructor(
    private readonly withdraw: WithdrawPlugin,
    private readonly settings: Settings
  ) {}

  index(ctx: HttpContext) {
    const area = areaOf(ctx)
    return WATCHED_PLUGINS[area].render(ctx, () => watchedPlugins(), { view: 'registry/trust/plugins', data: { area } })
  }

  async show(ctx: HttpContext) {
    const plugin = await find(ctx)
    const acts = WITHDRAWAL_ACTS.filter((act) => findPluginTransition(act, plugin.status as PluginStatus))
    const [actions, versions, publisher] = await Promise.all([
      listPluginActions(plugin.id),
      listWatchedVersions(plugin.id),
      findPublisherOf(plugin.id),
    ])
    return ctx.view.render('registry/trust/plugin', {
      ...{ area: areaOf(ctx), plugin, acts, publisher },
      versions: versions.map((version) => ({ ...version, acts: actsFor(version) })),
      history: actions.flatMap((action) => stepsOf(action, ctx.i18n)),
    })
  }

  async create(ctx: HttpContext) {
    const plugin = await find(ctx)
    const act = ctx.params.act as WithdrawalAct
    if (!WITHDRAWAL_ACTS.includes(act)) throw new PluginNotFound()
    const days = await this.settings.get(quarantineDays)
    return ctx.view.render('registry/trust/withdraw', { area: areaOf(ctx), plugin, act, days })
  }

  async store(ctx: HttpContext) {
    const plugin = await find(ctx)
    const { act, reason, note, days, on_expiry: onExpiry } = await ctx.request.validateUsing(withdrawalFormValidator)
    await this.withdraw.handle({ actor: ctx.actor, pluginId: plugin.id, act, reason, note: note ?? undefined, days, onExpiry })
    ctx.session.flash('success', ctx.i18n.t(`trust.done_${act}`, { plugin: plugin.name }))
    return ctx.response.redirect(`/${areaOf(ctx)}/registry-plugins/${plugin.id}`)
  }
}

const actsFor = ({ status }: WatchedVersion) => VERSION_ACTS.filter((act) => findVersionTransition(act, status))

/** Of a version: under its number. */
const stepsOf = (action: PluginAction, i18n: HttpContext['i18n']) =>
  historyView([action], i18n, action.version ? 'version' : 'plugin').map((step) => ({
    ...step,
    title: action.version ? `${action.version}: ${step.title}` : step.title,
  }))

async function find({ params }: HttpContext): Promise<WatchedPlugin> {
  const plugin = await findWatchedPlugin(params.id as string)
  if (!plugin) throw new PluginNotFound()
  return plugin
}
