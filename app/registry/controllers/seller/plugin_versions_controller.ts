import { inject } from '@adonisjs/core'
import { keyOf, ownerOf } from '#registry/http/installation_owner'
import { UpdateInstallation } from '#registry/actions/update_installation'
import { capabilityWords, hookWords } from '#registry/pages/capability_words'
import { planInstallation } from '#registry/installing/plan_installation'
import { planView } from '#registry/pages/plan_view'
import { historyItems } from '#registry/pages/installation_history_view'
import { areaOf, installationFrame, pathOf } from '#registry/pages/installation_page'
import { installationView } from '#registry/pages/installation_view'
import { secretsView } from '#registry/pages/secrets_view'
import { inWords, settingsView } from '#registry/pages/settings_view'
import { readUpdateOffer, type UpdateOffer } from '#registry/pages/update_offer'
import { listReleases } from '#registry/queries/find_update'
import { findRelease } from '#registry/queries/find_release'
import { offerValidator, updateFormValidator } from '#registry/validators/installation_validator'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { countKept } from '#runtime/installations/installation_export'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { missingConsent, settingsSchemaOf } from '#runtime/installations/release'
import { grantsThatHold } from '#runtime/installations/update_needs'
import { settingsFromForm } from '#runtime/manifest/settings_form'
import { readHistory } from '#runtime/queries/installation_history'
import { listWaiting } from '#runtime/queries/list_waiting'
import type { HttpContext } from '@adonisjs/core/http'

/** Which version runs, which ran, which waits; and what the plugin keeps. */
@inject()
export default class PluginVersionsController {
  constructor(
    private readonly updateInstallation: UpdateInstallation,
    private readonly updatePlugin: UpdatePlugin
  ) {}

  /** Every version that waits for a word: none is forgotten because a notice was closed. */
  async waiting(ctx: HttpContext) {
    const installations = await listWaiting(ownerOf(ctx, 'manage'))
    return ctx.view.render('registry/installed/waiting', {
      area: areaOf(ctx),
      waiting: installations.map((row) => ({
        ...installationView(row, undefined, ctx.i18n),
        asks: capabilityWords(addedAsks(row), ctx.i18n),
      })),
    })
  }

  async index(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'view'))
    const [history, releases] = await Promise.all([readHistory(installation.id), listReleases(installation.pluginId)])
    return ctx.view.render('registry/installed/versions', {
      ...installationFrame(ctx, installation, 'versions'),
      history: historyItems(history, ctx.i18n),
      releases: releases.map((release) => ({ ...release, isCurrent: release.versionId === installation.versionId })),
    })
  }

  async data(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'view'))
    return ctx.view.render('registry/installed/data', {
      ...installationFrame(ctx, installation, 'data'),
      kept: await countKept(installation.id),
    })
  }

  /** The version on offer, and what it asks for beyond what was agreed to. */
  async edit(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'manage'))
    const { version } = await offerValidator.validate(ctx.request.qs())
    const offer = await readUpdateOffer(installation, version)
    return ctx.view.render('registry/installed/update', {
      ...installationFrame(ctx, installation, 'versions'),
      offer: offer && offerView(installation, offer, ctx.i18n),
      plan: offer && planView(await planInstallation({ ...installation, release: offer.release }), ctx.i18n),
    })
  }

  async update(ctx: HttpContext) {
    const key = keyOf(ctx, 'manage')
    const { actor } = ctx
    const { consent = [], version, secrets = {}, along } = await ctx.request.validateUsing(updateFormValidator)
    const { pluginName } = await findInstallation(key)
    const schema = settingsSchemaOf((await findRelease(pluginName, version)).manifest)
    const settings = settingsFromForm(schema, ctx.request.body())
    const given = Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(ctx.request.body(), name)))
    const updated = await this.updateInstallation
      .handle({ actor, installation: key, version, consent, settings: given, secrets: filled(secrets), along })
      .catch((error: unknown) => {
        throw error instanceof PluginSettingsInvalid ? inWords(error, schema, ctx.i18n) : error
      })
    const isMoved = updated.version === version
    return done(ctx, isMoved ? 'registry.updated_to' : 'registry.update_waits')
  }

  async decline(ctx: HttpContext) {
    await this.updatePlugin.decline({ actor: ctx.actor, installation: keyOf(ctx, 'manage') })
    return done(ctx, 'registry.update_declined')
  }

  async rollBack(ctx: HttpContext) {
    await this.updatePlugin.rollBack({ actor: ctx.actor, installation: keyOf(ctx, 'manage') })
    return done(ctx, 'registry.rolled_back')
  }
}

/** Fields that somebody wrote into. */
const filled = (secrets: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).flatMap(([name, value]) => (value ? [[name, value]] : [])))

const addedAsks = (installation: Installation): string[] => {
  const { waitingRelease: release } = installation
  return release ? missingConsent(release.manifest, grantsThatHold(installation, release)) : []
}

function offerView(installation: Installation, offer: UpdateOffer, i18n: HttpContext['i18n']) {
  const { release, asks, hooks } = offer
  const fields = settingsView(settingsSchemaOf(release.manifest), installation.settings, i18n.locale)
  return {
    version: release.version,
    added: capabilityWords(asks.added, i18n),
    removed: capabilityWords(asks.removed, i18n),
    kept: capabilityWords(asks.kept, i18n),
    newHooks: hookWords(hooks.added, i18n),
    goneHooks: hookWords(hooks.removed, i18n),
    fields: fields.filter(({ name }) => offer.settings.includes(name)),
    secrets: secretsView(release.manifest, [], i18n.locale).filter(({ name }) => offer.secrets.includes(name)),
    isWaiting: installation.waitingRelease?.versionId === release.versionId,
  }
}

function done(ctx: HttpContext, message: string) {
  ctx.session.flash('success', ctx.i18n.t(message))
  return ctx.response.redirect().toPath(pathOf(ctx, ctx.params.id as string))
}
