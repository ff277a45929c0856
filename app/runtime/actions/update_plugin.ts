import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { NothingToRollBackTo, PluginSettingsInvalid, ReleaseOfAnotherPlugin } from '#runtime/exceptions/installation_refused'
import { InstallationChanges, type InstallationChange } from '#runtime/installations/installation_changes'
import { missingConsent, settingsSchemaOf, type PluginRelease } from '#runtime/installations/release'
import { releaseOf, type Installation, type InstallationKey } from '#runtime/installations/installation'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { checkSettings, defaultSettings, type PluginSettings } from '#runtime/manifest/settings_form'
import { GatedModules, type LoadArtifact } from '#runtime/modules/gated_modules'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export interface UpdatePluginInput {
  actor: Actor
  installation: InstallationKey
  release: PluginRelease
  /** Capabilities agreed to beside those granted before. */
  consent?: string[]
  loadArtifact?: LoadArtifact
}

/** Moves an installation to another release of the same plugin; one that wants more waits until somebody agrees. */
@inject()
export class UpdatePlugin {
  constructor(
    private readonly modules: GatedModules,
    private readonly changes: InstallationChanges
  ) {}

  async handle({ actor, installation, release, consent = [], loadArtifact }: UpdatePluginInput): Promise<Installation> {
    await this.modules.ensure(release.digest, loadArtifact)
    const updated = await this.changes.apply(actor, installation, async (trx, current) => {
      if (release.pluginId !== current.pluginId) throw new ReleaseOfAnotherPlugin()
      const missing = missingConsent(release.manifest, [...current.grantedCapabilities, ...consent])
      if (missing.length > 0) return wait(trx, current, { release, missing })
      return move(trx, current, { release, event: 'updated' })
    })
    return updated!
  }

  /** Goes back to the release that ran before the last update. */
  async rollBack({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    const rolledBack = await this.changes.apply(actor, installation, async (trx, current) => {
      if (!current.lastGoodRelease) throw new NothingToRollBackTo()
      return move(trx, current, { release: current.lastGoodRelease, event: 'rolled_back' })
    })
    return rolledBack!
  }
}

type Waiting = { release: PluginRelease; missing: string[] }

async function wait(trx: TransactionClientContract, current: Installation, { release, missing }: Waiting): Promise<InstallationChange> {
  if (current.waitingRelease?.versionId === release.versionId) return { event: null }
  await sqlRun(trx, 'update plugin_installations set waiting_release = ?::jsonb, updated_at = now() where id = ?', [
    JSON.stringify(release),
    current.id,
  ])
  return { event: 'update_waiting', tell: { capabilities: missing }, after: { version: release.version, capabilities: missing } }
}

type Move = { release: PluginRelease; event: 'updated' | 'rolled_back' }

async function move(trx: TransactionClientContract, current: Installation, { release, event }: Move): Promise<InstallationChange> {
  const settings = settingsFor(release, current.settings)
  await sqlRun(
    trx,
    `update plugin_installations set version_id = ?, version = ?, digest = ?, manifest = ?::jsonb, granted_capabilities = ?::jsonb,
            settings = ?::jsonb, last_good_version_id = ?, last_good_release = ?::jsonb, waiting_release = null, updated_at = now()
      where id = ?`,
    [
      ...[release.versionId, release.version, release.digest, JSON.stringify(release.manifest), JSON.stringify(asksOf(release.manifest))],
      ...[JSON.stringify(settings), current.versionId, JSON.stringify(releaseOf(current)), current.id],
    ]
  )
  return { event, before: { version: current.version }, after: { version: release.version, capabilities: asksOf(release.manifest) } }
}

/** What the new version knows of the old settings, its defaults for the rest. */
function settingsFor({ manifest }: PluginRelease, old: PluginSettings): PluginSettings {
  const schema = settingsSchemaOf(manifest)
  const kept = Object.entries(old).filter(([name]) => Object.hasOwn(schema.properties, name))
  const settings = { ...defaultSettings(schema), ...Object.fromEntries(kept) }
  const problems = checkSettings(schema, settings)
  if (problems.length > 0) throw new PluginSettingsInvalid(problems)
  return settings
}
