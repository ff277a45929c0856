import { inject } from '@adonisjs/core'
import { sqlRows, sqlRun } from '#core/database/sql'
import { CompanyClosed, PluginSecretsMissing, PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { releaseOf, type Installation, type InstallationKey } from '#runtime/installations/installation'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import { knownSecretNames } from '#runtime/installations/known_secrets'
import { settingsSchemaOf } from '#runtime/installations/release'
import { ReleaseGuard } from '#runtime/installations/release_guard'
import { missingSecrets } from '#runtime/installations/update_needs'
import { checkSettings } from '#runtime/manifest/settings_form'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Switches a plugin on, also one that the breaker had switched off. Its settings and required secrets must be complete:
 * throws `PluginSettingsInvalid` and `PluginSecretsMissing` (422), which name what is missing, and what the guard of releases throws.
 */
@inject()
export class EnablePlugin {
  constructor(
    private readonly changes: InstallationChanges,
    private readonly guard: ReleaseGuard
  ) {}

  async handle({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    const enabled = await this.changes.apply(actor, installation, async (trx, current) => {
      if (current.isEnabled) return { event: null }
      await refuseClosed(trx, current)
      await this.guard.check(trx, releaseOf(current))
      await refuseIncomplete(trx, current)
      await sqlRun(
        trx,
        `update plugin_installations set is_enabled = true, breaker_state = 'closed', breaker_opened_at = null, breaker_reason = null,
                updated_at = now() where id = ?`,
        [current.id]
      )
      await sqlRun(trx, 'delete from plugin_failure_counts where installation_id = ?', [current.id])
      return { event: 'enabled' }
    })
    return enabled!
  }
}

/** Closing waits for this installation's lock: either this comes first and is ended with it, or it is refused. */
async function refuseClosed(trx: TransactionClientContract, { tenantId }: Installation): Promise<void> {
  const closed = await sqlRows(trx, `select 1 from tenants where id = ? and status = 'closed'`, [tenantId])
  if (closed.length > 0) throw new CompanyClosed()
}

async function refuseIncomplete(trx: TransactionClientContract, { id, manifest, settings }: Installation): Promise<void> {
  const problems = checkSettings(settingsSchemaOf(manifest), settings)
  if (problems.length > 0) throw new PluginSettingsInvalid(problems)
  const missing = missingSecrets(manifest, await knownSecretNames(trx, id))
  if (missing.length > 0) throw new PluginSecretsMissing(missing)
}
