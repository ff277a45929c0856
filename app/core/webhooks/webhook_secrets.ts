import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { Vault, type SealedSecret } from '#core/vault/vault'
import { newWebhookSecret, type NewWebhookSecret, type SignatureAlgorithm } from '#core/webhooks/signature'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { VaultColumn } from '#core/vault/vault_column'

const OWNER = 'platform' as const
const fieldOf = (webhookId: string) => `webhook_secret:${webhookId}`

/** How long a replaced secret goes on signing beside the new one. */
export const OVERLAP_HOURS = 24

export const webhookSecretColumn: VaultColumn = {
  table: 'webhook_secrets',
  ownerSql: `'platform'`,
  fieldSql: `'webhook_secret:' || webhook_id`,
}

/** What messages of a webhook are signed with; shown when made, sealed from then on. */
@inject()
export class WebhookSecrets {
  constructor(private readonly vault: Vault) {}

  async make(trx: TransactionClientContract, webhookId: string, algorithm: SignatureAlgorithm): Promise<NewWebhookSecret> {
    const made = newWebhookSecret(algorithm)
    const { ciphertext, keyId } = this.vault.seal({ owner: OWNER, field: fieldOf(webhookId), plaintext: made.secret })
    const row = { id: newId(), webhook_id: webhookId, ciphertext: Buffer.from(ciphertext), key_id: keyId, public_key: made.publicKey }
    await trx.table('webhook_secrets').insert({ ...row, created_at: Clock.now().toJSDate() })
    return made
  }

  /** A new one beside the present one, which ends a day later; one that was ending already ends now. */
  async rotate(trx: TransactionClientContract, webhookId: string, algorithm: SignatureAlgorithm): Promise<NewWebhookSecret> {
    await trx.from('webhook_secrets').where('webhook_id', webhookId).whereNotNull('expires_at').delete()
    const expiresAt = Clock.now().plus({ hours: OVERLAP_HOURS }).toJSDate()
    await trx.from('webhook_secrets').where('webhook_id', webhookId).update({ expires_at: expiresAt })
    return this.make(trx, webhookId, algorithm)
  }

  /** Those that sign now, newest first. */
  async open(client: SqlClient, webhookId: string): Promise<string[]> {
    const rows = await sqlRows<SealedSecret>(
      client,
      `select ciphertext, key_id as "keyId" from webhook_secrets
        where webhook_id = ? and (expires_at is null or expires_at > ?) order by created_at desc`,
      [webhookId, Clock.now().toJSDate()]
    )
    return rows.map((sealed) => this.vault.open({ owner: OWNER, field: fieldOf(webhookId), sealed }))
  }
}
