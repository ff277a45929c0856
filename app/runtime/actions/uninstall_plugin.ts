import { inject } from '@adonisjs/core'
import { sqlRun } from '#core/database/sql'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import type { Actor } from '#core/actor'
import type { InstallationKey } from '#runtime/installations/installation'

/** Removes an installation with its settings; the record of its runs stays until it is pruned. */
@inject()
export class UninstallPlugin {
  constructor(private readonly changes: InstallationChanges) {}

  async handle({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<void> {
    await this.changes.apply(actor, installation, async (trx, { id, version, settings }) => {
      await sqlRun(trx, 'delete from plugin_installations where id = ?', [id])
      return { event: 'uninstalled', before: { version, settings } }
    })
  }
}
