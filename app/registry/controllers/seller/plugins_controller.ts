import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { findRelease } from '#registry/queries/find_release'
import { listUpdates } from '#registry/queries/find_update'
import { planInstallation } from '#registry/installing/plan_installation'
import { InstallVersion } from '#registry/actions/install_version'
import { keyOf, ownerOf } from '#registry/http/installation_owner'
import { areaOf, canManage, installationFrame, pathOf } from '#registry/pages/installation_page'
import { installationView, runViews } from '#registry/pages/installation_view'
import { capabilityWords, hookWords } from '#registry/pages/capability_words'
import { planView } from '#registry/pages/plan_view'
import { secretsView } from '#registry/pages/secrets_view'
import { listVersionAdvice } from '#registry/advisories/queries/list_version_advice'
import { adviceViews } from '#registry/advisories/pages/advice_view'
import { settingsView } from '#registry/pages/settings_view'
import { consentValidator, installationsValidator } from '#registry/validators/installation_validator'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { readUsedToday } from '#runtime/quotas/used_today'
import { quotaView } from '#runtime/pages/quota_view'
import { healthCharts, healthFigures } from '#runtime/pages/health_charts'
import { listSecretNames } from '#runtime/host_calls/secrets/plugin_secrets'
import { settingsSchemaOf } from '#runtime/installations/release'
import { readHealth } from '#runtime/queries/installation_health'
import { countWaiting } from '#runtime/queries/list_waiting'
import { listRuns, runFigures } from '#runtime/queries/list_runs'
import { asksOf, localized } from '#runtime/manifest/plugin_manifest'
import { findInstallation, findInstallationOf, listInstallations } from '#runtime/installations/installation'
import type { HttpContext } from '@adonisjs/core/http'

const RUNS_SHOWN = 10

/** A seller's plugins, and on the operator's panel the platform's own: what is installed, how it does, and its settings. */
@inject()
export default class PluginsController {
  constructor(
    private readonly install: InstallVersion,
    private readonly quotas: PlanQuotas
  ) {}

  async index(ctx: HttpContext) {
    const { view, i18n } = ctx
    const owner = ownerOf(ctx, 'view')
    const { data: installations, meta } = await listInstallations(owner, await installationsValidator.validate(ctx.request.qs()))
    const ids = installations.map(({ id }) => id)
    const asked = [runFigures(ids), listUpdates(ids), adviceViews(ids, i18n), countWaiting(owner)] as const
    const [figures, updates, advice, waiting] = await Promise.all(asked)
    return view.render('registry/installed/index', {
      area: areaOf(ctx),
      installations: installations.map((row) => ({
        ...installationView(row, figures.get(row.id), i18n),
        newerVersion: updates.get(row.id) ?? null,
        advice: advice.get(row.id) ?? [],
      })),
      waiting,
      nextCursor: meta.next_cursor,
      quota: owner === null ? null : await this.#quotaOf(owner, i18n),
      canManage: canManage(ctx),
    })
  }

  /** What the plugin may do if it is installed: nothing is installed without a look at it. */
  async create(ctx: HttpContext) {
    const { params, view, i18n, response } = ctx
    const owner = ownerOf(ctx, 'manage')
    const release = await findRelease(params.name as string)
    const known = await findInstallationOf(release.pluginId, owner)
    if (known) return response.redirect().toPath(pathOf(ctx, known.id))
    return view.render('registry/installed/consent', {
      area: areaOf(ctx),
      release,
      title: localized(release.manifest.name, i18n.locale),
      description: localized(release.manifest.description, i18n.locale),
      capabilities: capabilityWords(asksOf(release.manifest), i18n),
      hooks: hookWords(release.manifest.hooks, i18n),
      advice: await listVersionAdvice(release.versionId),
      plan: planView(await planInstallation({ tenantId: owner, release }), i18n),
    })
  }

  async store(ctx: HttpContext) {
    const tenantId = ownerOf(ctx, 'manage')
    const { consent = [], version, along } = await ctx.request.validateUsing(consentValidator)
    const plugin = ctx.params.name as string
    const { id, pluginName } = await this.install.handle({ actor: ctx.actor, tenantId, plugin, version, consent, along })
    ctx.session.flash('success', ctx.i18n.t('registry.installed', { plugin: pluginName }))
    return ctx.response.redirect().toPath(pathOf(ctx, id))
  }

  async show(ctx: HttpContext) {
    const { view, i18n } = ctx
    const installation = await findInstallation(keyOf(ctx, 'view'))
    const { id, manifest } = installation
    const [health, runs, failures, secrets, advice] = await Promise.all([
      readHealth(id),
      listRuns({ installationId: id, limit: RUNS_SHOWN }),
      listRuns({ installationId: id, failedOnly: true, limit: 3 }),
      listSecretNames(id),
      adviceViews([id], i18n),
    ])
    return view.render('registry/installed/overview', {
      ...installationFrame(ctx, installation, 'overview'),
      health: healthFigures(health, i18n),
      charts: await healthCharts(health, i18n),
      fields: settingsView(settingsSchemaOf(manifest), installation.settings, i18n.locale),
      secrets: secretsView(manifest, secrets, i18n.locale),
      capabilities: capabilityWords(installation.grantedCapabilities, i18n),
      hooks: hookWords(manifest.hooks, i18n),
      runs: runViews(runs.data, i18n),
      failures: runViews(failures.data, i18n),
      advice: advice.get(id) ?? [],
    })
  }

  async #quotaOf(tenantId: string, i18n: HttpContext['i18n']) {
    const used = await readUsedToday(db, tenantId)
    return quotaView(used, await this.quotas.limitsOf(used.plan), i18n)
  }
}
