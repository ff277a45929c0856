import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { Vault, tenantOwner } from '#core/vault/vault'
import { lockTenant } from '#tenancy/owners'
import { TooManyCredentials } from '#tenancy/credentials/exceptions'
import { credentialField, MOST_CREDENTIALS, type CredentialKind } from '#tenancy/credentials/credential'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewCredential = { name: string; kind: CredentialKind; secret: string }

/** Of shorter secrets four characters would say too much. */
const SHOWN_FROM = 12

/** Seals new credentials of a company, or others in place of old ones: all of them or none. */
@inject()
export class SetCredentials {
  constructor(
    private readonly vault: Vault,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, credentials }: { actor: Actor; tenantId: string; credentials: NewCredential[] }): Promise<void> {
    await db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      for (const credential of credentials) await this.#set(trx, { actor, tenantId, credential })
      const [{ count }] = await sqlRows<{ count: number }>(trx, 'select count(*) as count from tenant_credentials where tenant_id = ?', [
        tenantId,
      ])
      if (count > MOST_CREDENTIALS) throw new TooManyCredentials()
    })
  }

  async #set(
    trx: TransactionClientContract,
    { actor, tenantId, credential }: { actor: Actor; tenantId: string; credential: NewCredential }
  ): Promise<void> {
    const { name, kind, secret } = credential
    const sealed = this.vault.seal({ owner: tenantOwner(tenantId), field: credentialField(name), plaintext: secret })
    const lastFour = kind === 'api_key' && secret.length >= SHOWN_FROM ? secret.slice(-4) : ''
    const [{ version }] = await sqlRows<{ version: number }>(
      trx,
      `insert into tenant_credentials (id, tenant_id, name, kind, ciphertext, key_id, last_four, set_by) values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (tenant_id, name) do update set kind = excluded.kind, ciphertext = excluded.ciphertext, key_id = excluded.key_id,
           last_four = excluded.last_four, set_by = excluded.set_by, set_at = now(), version = tenant_credentials.version + 1
       returning version`,
      [newId(), tenantId, name, kind, sealed.ciphertext, sealed.keyId, lastFour, actor.userId]
    )
    const target = { type: 'tenant_credential', id: `${tenantId}:${name}`, label: name }
    const action = version === 1 ? 'tenancy.credential_added' : 'tenancy.credential_replaced'
    await this.audit.record(trx, { actor, action, target, tenantId, after: { kind, version } })
  }
}
