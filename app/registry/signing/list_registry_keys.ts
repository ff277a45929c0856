import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { EndorsedKey } from '#registry/signing/key_chain'

type Row = Omit<EndorsedKey, 'revoked_at'> & { created_at: Date; revoked_at: Date | null }

/** More than any registry rotates in its life. */
const MOST_KEYS = 200

/** The registry's own keys, the newest first: what a client needs to go from the one it trusts to the one that signs now. */
export async function listRegistryKeys(): Promise<(EndorsedKey & { created_at: string })[]> {
  const rows = await sqlRows<Row>(
    db,
    `select k.public_key, k.created_at, k.revoked_at, b.public_key as endorsed_by, k.endorsement
       from signing_keys k left join signing_keys b on b.id = k.endorsed_by
      where k.owner_kind = 'registry' order by k.created_at desc, k.id desc limit ${MOST_KEYS}`
  )
  return rows.map(({ created_at: createdAt, revoked_at: revokedAt, ...key }) => ({
    ...key,
    created_at: createdAt.toISOString(),
    revoked_at: revokedAt?.toISOString() ?? null,
  }))
}

/** The same without when they came, as bundles carry them. */
export async function listEndorsedKeys(): Promise<EndorsedKey[]> {
  return (await listRegistryKeys()).map(({ created_at: _, ...key }) => key)
}
