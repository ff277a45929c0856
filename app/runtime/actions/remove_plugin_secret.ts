import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { PluginSecretUnknown } from '#runtime/host_calls/secrets/exceptions'
import { lockInstallation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'

export interface RemovePluginSecretInput {
  actor: Actor
  installation: InstallationKey
  name: string
}

/** Forgets a secret of an installation; one that is not set is no fault. Throws `InstallationNotFound` or `PluginSecretUnknown` (404). */
@inject()
export class RemovePluginSecret {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, installation: key, name }: RemovePluginSecretInput): Promise<void> {
    await db.transaction(async (trx) => {
      const { id, tenantId, pluginName, manifest } = await lockInstallation(trx, key)
      const removed = await sqlRun(trx, 'delete from plugin_secrets where installation_id = ? and name = ?', [id, name])
      // One that an older version knew may still be there.
      if (removed === 0 && !Object.hasOwn(manifest.secrets ?? {}, name)) throw new PluginSecretUnknown(name)
      if (removed === 0) return
      const target = { type: 'plugin_installation', id, label: pluginName }
      await this.audit.record(trx, { actor, action: 'runtime.plugin_secret_removed', target, tenantId, before: { secret: name } })
    })
  }
}
