import { Exception } from '@adonisjs/core/exceptions'
import { previousRegistrySeed, signingSeeds } from '#config/signing'
import { appendToLog } from '#registry/log/append_to_log'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { PLATFORM_PUBLISHER_ID } from '#registry/publishing/platform_publisher'
import { endorseKey } from '#registry/signing/endorse_key'
import { signingKeyFrom, type SigningKey } from '#registry/signing/ed25519'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export class SigningKeyRevoked extends Exception {
  static status = 503
  static code = 'E_SIGNING_KEY_REVOKED'
  static message = 'The signing key was revoked: give a new one as SIGNING_KEY'
}

export type SignatureKind = 'author' | 'registry'
export type KnownKey = SigningKey & { id: string }

const keys = new Map<SignatureKind, SigningKey>()

/** The platform's key, as the author of its own plugins or as the registry, and its row. Throws `SigningKeyRevoked`. */
export async function platformKey(trx: TransactionClientContract, kind: SignatureKind): Promise<KnownKey> {
  const isFirst = !keys.has(kind)
  const key = keys.get(kind) ?? signingKeyFrom(signingSeeds[kind]())
  keys.set(kind, key)
  const added = await sqlRun(
    trx,
    `insert into signing_keys (id, owner_kind, publisher_id, algorithm, public_key) values (?, ?, ?, 'ed25519', ?) on conflict do nothing`,
    [newId(), ...(kind === 'author' ? ['publisher', PLATFORM_PUBLISHER_ID] : ['registry', null]), key.publicKey]
  )
  if (added && kind === 'registry') await tellRotation(trx, key.publicKey)
  if (isFirst && kind === 'registry') await endorse(trx, key.publicKey)
  const [row] = await sqlRows<{ id: string; revoked_at: Date | null }>(
    trx,
    'select id, revoked_at from signing_keys where public_key = ?',
    [key.publicKey]
  )
  if (row.revoked_at) throw new SigningKeyRevoked()
  return { ...key, id: row.id }
}

/** Once a process: the secret before may be given later than the new one. */
async function endorse(trx: TransactionClientContract, publicKey: string): Promise<void> {
  const seed = previousRegistrySeed()
  if (seed) await endorseKey(trx, publicKey, signingKeyFrom(seed))
}

/**
 * The new key vouches for those before it, by its signature under this entry: who trusts it takes what they signed, also
 * without a network. One that was revoked is not among them, or is named by a later entry.
 */
async function tellRotation(trx: TransactionClientContract, publicKey: string): Promise<void> {
  const before = await sqlRows<{ public_key: string }>(
    trx,
    `select public_key from signing_keys where owner_kind = 'registry' and public_key <> ? and revoked_at is null order by created_at desc, id desc limit 50`,
    [publicKey]
  )
  if (!before.length) return
  await appendToLog(trx, 'registry_key_rotated', { public_key: publicKey, before: before.map(({ public_key: key }) => key).join(' ') })
}
