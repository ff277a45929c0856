import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import { settingsSchemaOf } from '#runtime/installations/release'
import { checkSettings, type PluginSettings } from '#runtime/manifest/settings_form'
import { masked } from '#runtime/runs/mask'
import type { Actor } from '#core/actor'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

export interface ConfigurePluginInput {
  actor: Actor
  installation: InstallationKey
  settings: PluginSettings
}

/** Replaces a plugin's settings; in the audit log those that have the name of a secret are masked. Throws `PluginSettingsInvalid` (422) that names each field. */
@inject()
export class ConfigurePlugin {
  constructor(private readonly changes: InstallationChanges) {}

  async handle({ actor, installation, settings }: ConfigurePluginInput): Promise<Installation> {
    const configured = await this.changes.apply(actor, installation, async (trx, { id, manifest, settings: before }) => {
      const problems = checkSettings(settingsSchemaOf(manifest), settings)
      if (problems.length > 0) throw new PluginSettingsInvalid(problems)
      await sqlRun(trx, 'update plugin_installations set settings = ?::jsonb, updated_at = now() where id = ?', [
        JSON.stringify(settings),
        id,
      ])
      return { event: 'configured', before: { settings: masked(before) }, after: { settings: masked(settings) } }
    })
    return configured!
  }
}
