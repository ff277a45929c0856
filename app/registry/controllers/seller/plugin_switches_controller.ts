import { inject } from '@adonisjs/core'
import { BlobStore } from '#registry/blobs/blob_store'
import InstallationPolicy from '#registry/policies/installation_policy'
import { findRelease } from '#registry/queries/find_release'
import { EnableInstallation } from '#registry/actions/enable_installation'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import { missingConsent } from '#runtime/installations/release'
import { capabilityWords } from '#registry/pages/capability_words'
import { installationView } from '#registry/pages/installation_view'
import { findInstallation } from '#runtime/installations/installation'
import { consentValidator } from '#registry/validators/installation_validator'
import { keyOf } from '#registry/controllers/seller/plugins_controller'
import type { HttpContext } from '@adonisjs/core/http'

/** Switching an installed plugin on and off, moving it to another version, and removing it. */
@inject()
export default class PluginSwitchesController {
  constructor(
    private readonly enablePlugin: EnableInstallation,
    private readonly disablePlugin: DisablePlugin,
    private readonly updatePlugin: UpdatePlugin,
    private readonly uninstallPlugin: UninstallPlugin,
    private readonly blobs: BlobStore
  ) {}

  async enable(ctx: HttpContext) {
    const key = await managed(ctx)
    await this.enablePlugin.handle({ actor: ctx.actor, installation: key })
    return done(ctx, 'registry.enabled')
  }

  confirmDisable(ctx: HttpContext) {
    return confirm(ctx, 'registry/seller/disable')
  }

  async disable(ctx: HttpContext) {
    const key = await managed(ctx)
    await this.disablePlugin.handle({ actor: ctx.actor, installation: key })
    return done(ctx, 'registry.disabled')
  }

  /** The version on offer, and what it asks for beyond what was agreed to. */
  async confirmUpdate(ctx: HttpContext) {
    const installation = await findInstallation(await managed(ctx))
    const release = await findRelease(installation.pluginName)
    return ctx.view.render('registry/seller/update', {
      installation: installationView(installation, undefined, ctx.i18n),
      release,
      isNewer: release.versionId !== installation.versionId,
      capabilities: capabilityWords(missingConsent(release.manifest, installation.grantedCapabilities), ctx.i18n),
    })
  }

  async update(ctx: HttpContext) {
    const key = await managed(ctx)
    const { consent = [], version } = await ctx.request.validateUsing(consentValidator)
    const { pluginName } = await findInstallation(key)
    const release = await findRelease(pluginName, version)
    const { pluginId, versionId, name, digest, manifest } = release
    const updated = await this.updatePlugin.handle({
      actor: ctx.actor,
      installation: key,
      release: { pluginId, versionId, name, version: release.version, digest, manifest },
      consent,
      loadArtifact: (wanted) => this.blobs.read(wanted),
    })
    return done(ctx, updated.versionId === versionId ? 'registry.updated_to' : 'registry.update_waits')
  }

  async rollBack(ctx: HttpContext) {
    const key = await managed(ctx)
    await this.updatePlugin.rollBack({ actor: ctx.actor, installation: key })
    return done(ctx, 'registry.rolled_back')
  }

  confirmUninstall(ctx: HttpContext) {
    return confirm(ctx, 'registry/seller/uninstall')
  }

  async uninstall(ctx: HttpContext) {
    await this.uninstallPlugin.handle({ actor: ctx.actor, installation: await managed(ctx) })
    ctx.session.flash('success', ctx.i18n.t('registry.uninstalled'))
    return ctx.response.redirect().toRoute('seller.plugins.index')
  }
}

async function managed({ bouncer, access, params }: HttpContext) {
  await bouncer.with(InstallationPolicy).authorize('manage')
  return keyOf(access, params)
}

async function confirm(ctx: HttpContext, template: string) {
  const installation = await findInstallation(await managed(ctx))
  return ctx.view.render(template, { installation: installationView(installation, undefined, ctx.i18n) })
}

function done({ params, session, i18n, response }: HttpContext, message: string) {
  session.flash('success', i18n.t(message))
  return response.redirect().toRoute('seller.plugins.show', { id: params.id as string })
}
