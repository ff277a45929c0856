import { inject } from '@adonisjs/core'
import { keyOf } from '#registry/http/installation_owner'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { areaOf, installationFrame, pathOf } from '#registry/pages/installation_page'
import { neededBy } from '#registry/installing/needed_by'
import { steerFormValidator, uninstallValidator } from '#registry/validators/installation_validator'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { SteerUpdates } from '#runtime/actions/steer_updates'
import { UninstallVersion } from '#registry/installing/uninstall_version'
import { PluginSecretsMissing } from '#runtime/exceptions/installation_refused'
import { exportInstallation } from '#runtime/installations/installation_export'
import { findInstallation } from '#runtime/installations/installation'
import type { HttpContext } from '@adonisjs/core/http'

/** Switching an installed plugin on and off, steering its updates, taking its data along and removing it. */
@inject()
export default class PluginSwitchesController {
  constructor(
    private readonly enablePlugin: EnablePlugin,
    private readonly disablePlugin: DisablePlugin,
    private readonly steerUpdates: SteerUpdates,
    private readonly uninstallVersion: UninstallVersion
  ) {}

  async enable(ctx: HttpContext) {
    const key = keyOf(ctx, 'manage')
    try {
      await this.enablePlugin.handle({ actor: ctx.actor, installation: key })
    } catch (error) {
      if (!(error instanceof PluginSecretsMissing)) throw error
      ctx.session.flash('error', ctx.i18n.t('registry.secrets_missing', { names: error.names.join(', ') }))
      return ctx.response.redirect().toPath(pathOf(ctx, key.id))
    }
    return done(ctx, 'registry.enabled')
  }

  confirmDisable(ctx: HttpContext) {
    return confirm(ctx, 'registry/installed/disable')
  }

  async disable(ctx: HttpContext) {
    await this.disablePlugin.handle({ actor: ctx.actor, installation: keyOf(ctx, 'manage') })
    return done(ctx, 'registry.disabled')
  }

  async steer(ctx: HttpContext) {
    const installation = keyOf(ctx, 'manage')
    const { pinned: isPinned = false, channel } = await ctx.request.validateUsing(steerFormValidator)
    await this.steerUpdates.handle({ actor: ctx.actor, installation, isPinned, channel })
    return done(ctx, 'registry.steered', '/versions')
  }

  /** Who would be left without it is said before. */
  async confirmUninstall(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'manage'))
    const frame = installationFrame(ctx, installation, 'overview')
    return ctx.view.render('registry/installed/uninstall', { ...frame, needers: await neededBy(installation) })
  }

  /** As a file: settings, key-value data, schedules, figures. */
  async export(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'manage'))
    const name = `${installation.pluginName}-${new Date().toISOString().slice(0, 10)}.json`
    ctx.response.header('Content-Disposition', `attachment; filename="${name}"`)
    ctx.response.header('Cache-Control', 'no-store')
    return ctx.response.json(await exportInstallation(installation))
  }

  async uninstall(ctx: HttpContext) {
    const { force: isForced } = await ctx.request.validateUsing(uninstallValidator)
    await this.uninstallVersion.handle({ actor: ctx.actor, installation: keyOf(ctx, 'manage'), isForced })
    ctx.session.flash('success', ctx.i18n.t('registry.uninstalled'))
    return ctx.response.redirect().toPath(`/${areaOf(ctx)}/plugins`)
  }
}

async function confirm(ctx: HttpContext, template: string) {
  const installation = await findInstallation(keyOf(ctx, 'manage'))
  return ctx.view.render(template, installationFrame(ctx, installation, 'overview'))
}

function done(ctx: HttpContext, message: string, rest = '') {
  ctx.session.flash('success', ctx.i18n.t(message))
  return ctx.response.redirect().toPath(pathOf(ctx, ctx.params.id as string, rest))
}
