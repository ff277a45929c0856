import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { systemActor } from '#core/actor'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import type { InstallationKey } from '#runtime/installations/installation'

/** Switches a plugin off that kept failing, and says why. Asked twice, it happens once. */
@inject()
export class OpenBreaker {
  constructor(private readonly changes: InstallationChanges) {}

  async handle({ installation, reason }: { installation: InstallationKey; reason: string }): Promise<void> {
    const actor = systemActor('plugin breaker', installation.tenantId)
    await this.changes.apply(actor, installation, async (trx, { id, isEnabled, lastGoodRelease, versionBy }) => {
      if (!isEnabled) return { event: null }
      await sqlRun(
        trx,
        `update plugin_installations set is_enabled = false, breaker_state = 'open', breaker_opened_at = now(), breaker_reason = ?,
                updated_at = now() where id = ?`,
        [reason, id]
      )
      const told = { last_good_version: lastGoodRelease?.version ?? null, is_automatic: versionBy === 'channel' }
      return { event: 'disabled', reason, tell: { reason, by: 'breaker', ...told } }
    })
  }
}
