import { sqlRows, sqlRun } from '#core/database/sql'
import { appendToLog } from '#registry/log/append_to_log'
import { rotationStatement } from '#registry/signing/signed_statement'
import type { SigningKey } from '#registry/signing/ed25519'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Lets the key before sign for the new one: clients that know only the former take the new one by it. Once; not by a key that was
 * revoked, nor by one that never signed here.
 */
export async function endorseKey(trx: TransactionClientContract, publicKey: string, previous: SigningKey): Promise<void> {
  if (previous.publicKey === publicKey) return
  const [before] = await sqlRows<{ id: string }>(
    trx,
    `select id from signing_keys where public_key = ? and owner_kind = 'registry' and revoked_at is null`,
    [previous.publicKey]
  )
  if (!before) return
  const signature = previous.sign(rotationStatement(previous.publicKey, publicKey))
  const isNew = await sqlRun(
    trx,
    `update signing_keys set endorsed_by = ?, endorsement = ? where public_key = ? and owner_kind = 'registry' and endorsed_by is null`,
    [before.id, signature, publicKey]
  )
  if (isNew) await appendToLog(trx, 'registry_key_endorsed', { public_key: publicKey, by: previous.publicKey, signature })
}
