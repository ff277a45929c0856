import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { Vault, tenantOwner, type SealedSecret } from '#core/vault/vault'
import type { VaultColumn } from '#core/vault/vault_column'
import type { InstallationKey } from '#runtime/installations/installation'

/** Names no value: what pages and the API may show. */
export interface SecretName {
  name: string
  updatedAt: Date
}

/** What a secret of an installation is sealed for. Rotation says the same in SQL. */
export const secretField = (installationId: string, name: string): string => `plugin_secret:${installationId}:${name}`

export const pluginSecretColumn: VaultColumn = {
  table: 'plugin_secrets',
  ownerSql: `coalesce('tenant:' || tenant_id, 'platform')`,
  fieldSql: `'plugin_secret:' || installation_id || ':' || name`,
}

/** The names of the secrets that are set, by name. Whoever calls it has checked whose installation it is. */
export async function listSecretNames(installationId: string): Promise<SecretName[]> {
  const sql = 'select name, updated_at as "updatedAt" from plugin_secrets where installation_id = ? order by name'
  return sqlRows(db, sql, [installationId])
}

/** Opens secrets for the moment of a request. Nothing but the host functions reads them. */
@inject()
export class PluginSecrets {
  constructor(private readonly vault: Vault) {}

  /** The values of those `names` that are set. */
  async open({ id, tenantId }: InstallationKey, names: readonly string[]): Promise<Map<string, string>> {
    if (names.length === 0) return new Map()
    const sql = `select name, ciphertext, key_id as "keyId" from plugin_secrets
                  where installation_id = ? and tenant_id is not distinct from ? and name = any(?)`
    const rows = await sqlRows<SealedSecret & { name: string }>(db, sql, [id, tenantId, [...names]])
    const owner = tenantOwner(tenantId)
    return new Map(rows.map(({ name, ...sealed }) => [name, this.vault.open({ owner, field: secretField(id, name), sealed })]))
  }
}
