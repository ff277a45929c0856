import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import { settingsSchemaOf } from '#runtime/installations/release'
import { checkSettings } from '#runtime/manifest/settings_form'
import type { Actor } from '#core/actor'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

/** Switches a plugin on, also one that the breaker had switched off. Its settings must be complete. */
@inject()
export class EnablePlugin {
  constructor(private readonly changes: InstallationChanges) {}

  async handle({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    const enabled = await this.changes.apply(actor, installation, async (trx, { id, isEnabled, manifest, settings }) => {
      if (isEnabled) return { event: null }
      const problems = checkSettings(settingsSchemaOf(manifest), settings)
      if (problems.length > 0) throw new PluginSettingsInvalid(problems)
      await sqlRun(
        trx,
        `update plugin_installations set is_enabled = true, breaker_state = 'closed', breaker_opened_at = null, breaker_reason = null,
                updated_at = now() where id = ?`,
        [id]
      )
      return { event: 'enabled' }
    })
    return enabled!
  }
}
