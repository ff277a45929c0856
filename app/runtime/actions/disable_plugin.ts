import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import type { Actor } from '#core/actor'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

export interface DisablePluginInput {
  actor: Actor
  installation: InstallationKey
  reason?: string
}

/** Switches a plugin off: from the next call on it is not asked. */
@inject()
export class DisablePlugin {
  constructor(private readonly changes: InstallationChanges) {}

  async handle({ actor, installation, reason }: DisablePluginInput): Promise<Installation> {
    const disabled = await this.changes.apply(actor, installation, async (trx, { id, isEnabled }) => {
      if (!isEnabled) return { event: null }
      await sqlRun(trx, 'update plugin_installations set is_enabled = false, updated_at = now() where id = ?', [id])
      return { event: 'disabled', reason, tell: { reason: reason ?? null, by: actor.kind === 'user' ? 'user' : 'system' } }
    })
    return disabled!
  }
}
