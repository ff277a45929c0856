import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { ConsentRequired, PluginAlreadyInstalled, TooManyInstallations } from '#runtime/exceptions/installation_refused'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import { lockInstallation, type Installation } from '#runtime/installations/installation'
import { isSameSet, settingsSchemaOf, type PluginRelease } from '#runtime/installations/release'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { defaultSettings } from '#runtime/manifest/settings_form'
import { GatedModules, type LoadArtifact } from '#runtime/modules/gated_modules'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { readUsedToday } from '#runtime/quotas/used_today'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export interface InstallPluginInput {
  actor: Actor
  /** Whose it is: a tenant's, or with null the platform's. */
  tenantId: string | null
  release: PluginRelease
  /** The capabilities the installer agreed to: exactly those the manifest asks for, hosts as `host:<name>`. */
  consent: string[]
  /** The module as published; asked for when it did not pass the gate before. */
  loadArtifact?: LoadArtifact
}

/** Installs a release, switched off and with its default settings. */
@inject()
export class InstallPlugin {
  constructor(
    private readonly modules: GatedModules,
    private readonly changes: InstallationChanges,
    private readonly quotas: PlanQuotas
  ) {}

  async handle(input: InstallPluginInput): Promise<Installation> {
    const { release, consent, loadArtifact } = input
    const asked = asksOf(release.manifest)
    if (!isSameSet(consent, asked)) throw new ConsentRequired(asked)
    await this.modules.ensure(release.digest, loadArtifact)
    return this.#store(input)
  }

  async #store({ actor, tenantId, release, consent }: InstallPluginInput): Promise<Installation> {
    const id = newId()
    const settings = defaultSettings(settingsSchemaOf(release.manifest))
    return db.transaction(async (trx) => {
      const stored = await sqlRun(
        trx,
        `insert into plugin_installations
           (id, tenant_id, plugin_id, version_id, plugin_name, version, digest, manifest, granted_capabilities, settings, installed_by)
         values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?) on conflict do nothing`,
        [
          ...[id, tenantId, release.pluginId, release.versionId, release.name, release.version, release.digest],
          ...[JSON.stringify(release.manifest), JSON.stringify(consent), JSON.stringify(settings), actor.userId],
        ]
      )
      if (stored === 0) throw new PluginAlreadyInstalled()
      await this.#refuseTooMany(trx, tenantId)
      const installation = await lockInstallation(trx, { id, tenantId })
      const after = { version: release.version, digest: release.digest, capabilities: consent }
      await this.changes.record(trx, { actor, installation, change: { event: 'installed', after } })
      return installation
    })
  }

  /** The tenant's row is locked: of two that install at once the second counts the first. */
  async #refuseTooMany(trx: TransactionClientContract, tenantId: string | null): Promise<void> {
    if (tenantId === null) return
    await sqlRows(trx, 'select 1 from tenants where id = ? for no key update', [tenantId])
    const { plan, installations } = await readUsedToday(trx, tenantId)
    const { installations: most } = await this.quotas.limitsOf(plan)
    if (installations > most) throw new TooManyInstallations(most)
  }
}
