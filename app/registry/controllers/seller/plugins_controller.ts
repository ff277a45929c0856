import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import InstallationPolicy from '#registry/policies/installation_policy'
import { findRelease } from '#registry/queries/find_release'
import { InstallVersion } from '#registry/actions/install_version'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { InstallationNotFound, PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { settingsSchemaOf } from '#runtime/installations/release'
import { listRuns, runFigures } from '#runtime/queries/list_runs'
import { installationView, runViews } from '#registry/pages/installation_view'
import { capabilityWords, hookWords } from '#registry/pages/capability_words'
import { localized } from '#runtime/manifest/plugin_manifest'
import { consentValidator } from '#registry/validators/installation_validator'
import { settingsFromForm } from '#runtime/manifest/settings_form'
import { inWords, settingsView } from '#registry/pages/settings_view'
import { findInstallation, findInstallationOf, listInstallations } from '#runtime/installations/installation'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { HttpContext } from '@adonisjs/core/http'

const RUNS_SHOWN = 20

/** A seller's plugins: what is installed, how it does, and its settings. */
@inject()
export default class PluginsController {
  constructor(
    private readonly install: InstallVersion,
    private readonly configurePlugin: ConfigurePlugin
  ) {}

  async index({ access, view, i18n }: HttpContext) {
    const installations = await listInstallations(access.tenantId)
    const figures = await runFigures(installations.map(({ id }) => id))
    return view.render('registry/seller/plugins', {
      installations: installations.map((row) => installationView(row, figures.get(row.id), i18n)),
      canManage: access.can('runtime.manage'),
    })
  }

  /** What the plugin may do if it is installed: nothing is installed without a look at it. */
  async create({ bouncer, params, access, view, i18n, response }: HttpContext) {
    await bouncer.with(InstallationPolicy).authorize('manage')
    const release = await findRelease(params.name as string)
    const known = await findInstallationOf(release.pluginId, access.tenantId)
    if (known) return response.redirect().toRoute('seller.plugins.show', { id: known.id })
    return view.render('registry/seller/consent', {
      release,
      title: localized(release.manifest.name, i18n.locale),
      description: localized(release.manifest.description, i18n.locale),
      capabilities: capabilityWords(asksOf(release.manifest), i18n),
      hooks: hookWords(release.manifest.hooks, i18n),
    })
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(InstallationPolicy).authorize('manage')
    const { consent = [], version } = await ctx.request.validateUsing(consentValidator)
    const { id, pluginName } = await this.install.handle({
      actor: ctx.actor,
      tenantId: ctx.access.tenantId,
      plugin: ctx.params.name as string,
      version,
      consent,
    })
    ctx.session.flash('success', ctx.i18n.t('registry.installed', { plugin: pluginName }))
    return ctx.response.redirect().toRoute('seller.plugins.show', { id })
  }

  async show({ access, params, view, i18n }: HttpContext) {
    const installation = await findInstallation(keyOf(access, params))
    const [figures, runs] = await Promise.all([
      runFigures([installation.id]),
      listRuns({ installationId: installation.id, tenantId: access.tenantId, limit: RUNS_SHOWN }),
    ])
    return view.render('registry/seller/plugin', {
      installation: installationView(installation, figures.get(installation.id), i18n),
      fields: settingsView(settingsSchemaOf(installation.manifest), installation.settings, i18n.locale),
      capabilities: capabilityWords(installation.grantedCapabilities, i18n),
      hooks: hookWords(installation.manifest.hooks, i18n),
      runs: runViews(runs.data, i18n),
      canManage: access.can('runtime.manage'),
    })
  }

  async configure(ctx: HttpContext) {
    await ctx.bouncer.with(InstallationPolicy).authorize('manage')
    const key = keyOf(ctx.access, ctx.params)
    const { manifest } = await findInstallation(key)
    const schema = settingsSchemaOf(manifest)
    const settings = settingsFromForm(schema, ctx.request.body())
    await this.configurePlugin.handle({ actor: ctx.actor, installation: key, settings }).catch((error: unknown) => {
      throw error instanceof PluginSettingsInvalid ? inWords(error, schema, ctx.i18n) : error
    })
    ctx.session.flash('success', ctx.i18n.t('registry.settings_saved'))
    return ctx.response.redirect().toRoute('seller.plugins.show', { id: key.id })
  }
}

export function keyOf({ tenantId }: HttpContext['access'], { id }: HttpContext['params']) {
  if (!isId(id)) throw new InstallationNotFound()
  return { id, tenantId }
}
