import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { Vault, tenantOwner, type SealedSecret } from '#core/vault/vault'
import { UnknownCredential } from '#tenancy/credentials/exceptions'
import { credentialField } from '#tenancy/credentials/credential'

/** The secret itself, for the moment of a call to the system it belongs to. No page and no operation answers it. */
@inject()
export class OpenCredential {
  constructor(private readonly vault: Vault) {}

  /** Throws `UnknownCredential` (404). */
  async handle({ tenantId, name }: { tenantId: string; name: string }): Promise<string> {
    const sql = 'select ciphertext, key_id as "keyId" from tenant_credentials where tenant_id = ? and name = ?'
    const [sealed] = await sqlRows<SealedSecret>(db, sql, [tenantId, name])
    if (!sealed) throw new UnknownCredential()
    return this.vault.open({ owner: tenantOwner(tenantId), field: credentialField(name), sealed })
  }
}
