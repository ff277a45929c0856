import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'
import { Vault, tenantOwner } from '#core/vault/vault'
import { PluginSecretInvalid, PluginSecretUnknown } from '#runtime/host_calls/secrets/exceptions'
import { secretField } from '#runtime/host_calls/secrets/plugin_secrets'
import { lockInstallation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'

export interface SetPluginSecretInput {
  actor: Actor
  installation: InstallationKey
  /** One of those the manifest names. */
  name: string
  value: string
}

/** Shorter ones would blot out half of every answer they are masked in, and protect nothing. */
const MIN_LENGTH = 4
const MAX_BYTES = 8 * 1024

/**
 * Sets or replaces a secret of an installation. The audit log says that it was set, never to what.
 * Throws `InstallationNotFound` and `PluginSecretUnknown` (404), `PluginSecretInvalid` (422).
 */
@inject()
export class SetPluginSecret {
  constructor(
    private readonly vault: Vault,
    private readonly audit: Audit
  ) {}

  async handle({ actor, installation: key, name, value }: SetPluginSecretInput): Promise<void> {
    refuseUnusable(value)
    await db.transaction(async (trx) => {
      const installation = await lockInstallation(trx, key)
      const { id, tenantId, manifest, pluginName } = installation
      if (!Object.hasOwn(manifest.secrets ?? {}, name)) throw new PluginSecretUnknown(name)
      const { ciphertext, keyId } = this.vault.seal({ owner: tenantOwner(tenantId), field: secretField(id, name), plaintext: value })
      await sqlRun(
        trx,
        `insert into plugin_secrets (id, installation_id, tenant_id, name, ciphertext, key_id) values (?, ?, ?, ?, ?, ?)
         on conflict (installation_id, name) do update
            set ciphertext = excluded.ciphertext, key_id = excluded.key_id, updated_at = now()`,
        [newId(), id, tenantId, name, ciphertext, keyId]
      )
      const target = { type: 'plugin_installation', id, label: pluginName }
      await this.audit.record(trx, { actor, action: 'runtime.plugin_secret_set', target, tenantId, after: { secret: name } })
    })
  }
}

function refuseUnusable(value: string): void {
  if (value.length < MIN_LENGTH) throw new PluginSecretInvalid(`must have at least ${MIN_LENGTH} characters`, 'minLength')
  if (Buffer.byteLength(value) > MAX_BYTES) throw new PluginSecretInvalid(`must have at most ${MAX_BYTES} bytes`, 'maxLength')
  if (value.includes('\0') || !value.isWellFormed()) throw new PluginSecretInvalid('must be text', 'text')
}
