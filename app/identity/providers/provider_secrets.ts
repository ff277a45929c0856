import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { Vault, type SealedSecret } from '#core/vault/vault'
import type { VaultColumn } from '#core/vault/vault_column'

const field = (providerId: string): string => `identity_provider:${providerId}`

export const providerSecretColumn: VaultColumn = {
  table: 'identity_providers',
  ownerSql: `'platform'`,
  fieldSql: `'identity_provider:' || id`,
}

/** What the providers know this platform by. Opened only to be sent to them. */
@inject()
export class ProviderSecrets {
  constructor(private readonly vault: Vault) {}

  seal(providerId: string, plaintext: string): SealedSecret {
    return this.vault.seal({ owner: 'platform', field: field(providerId), plaintext })
  }

  /** Null where the provider was set up without one. */
  async open(providerId: string): Promise<string | null> {
    const [sealed] = await sqlRows<SealedSecret>(
      db,
      'select ciphertext, key_id as "keyId" from identity_providers where id = ? and ciphertext is not null',
      [providerId]
    )
    return sealed ? this.vault.open({ owner: 'platform', field: field(providerId), sealed }) : null
  }
}
