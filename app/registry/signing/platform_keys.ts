import { Exception } from '@adonisjs/core/exceptions'
import { signingSeeds } from '#config/signing'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { PLATFORM_PUBLISHER_ID } from '#registry/publishing/platform_publisher'
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
  const key = keys.get(kind) ?? signingKeyFrom(signingSeeds[kind]())
  keys.set(kind, key)
  await sqlRun(
    trx,
    `insert into signing_keys (id, owner_kind, publisher_id, algorithm, public_key) values (?, ?, ?, 'ed25519', ?) on conflict do nothing`,
    [newId(), ...(kind === 'author' ? ['publisher', PLATFORM_PUBLISHER_ID] : ['registry', null]), key.publicKey]
  )
  const [row] = await sqlRows<{ id: string; revoked_at: Date | null }>(
    trx,
    'select id, revoked_at from signing_keys where public_key = ?',
    [key.publicKey]
  )
  if (row.revoked_at) throw new SigningKeyRevoked()
  return { ...key, id: row.id }
}
