import vine from '@vinejs/vine'
import { nullable, object, string } from '#core/http/openapi/words'
import type { KeyRow } from '#registry/author_keys/own_keys'

const base64 = (maxLength: number) =>
  vine
    .string()
    .trim()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .maxLength(maxLength)

export const keyValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(80),
  public_key: base64(44),
  challenge: vine.string().trim().maxLength(200),
  proof: base64(88),
})

export const revocationValidator = vine.create({ reason: vine.string().trim().minLength(3).maxLength(300) })

export const toKeyJson = (key: KeyRow) => ({
  id: key.id,
  name: key.name,
  algorithm: 'ed25519',
  public_key: key.public_key,
  status: key.status,
  created_at: key.created_at.toISOString(),
  revoked_at: key.revoked_at?.toISOString() ?? null,
  revoked_reason: key.revoked_reason,
})

const KEY = object({
  ...{ id: string, name: string, algorithm: { enum: ['ed25519'] }, public_key: string, status: { enum: ['active', 'retired', 'revoked'] } },
  ...{ created_at: string, revoked_at: nullable, revoked_reason: nullable },
})
export const KEYS = object({ keys: { type: 'array', items: KEY } })
export const CHALLENGE = object({ challenge: string, expires_at: string })
export const KEY_ADDED = object({ id: string })
export const SBOM = object({
  ...{ plugin: string, version: string, checksum: string, sbom: { type: 'object' }, digest: string },
  ...{ signature: nullable, key_id: nullable, public_key: nullable, key_revoked_at: nullable },
})
