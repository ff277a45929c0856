import { nullable, string, time } from '#core/http/openapi/words'

const SIGNATURE = {
  type: 'object',
  properties: {
    kind: { enum: ['author', 'registry'] },
    owner: string,
    key_id: string,
    public_key: string,
    signature: string,
    signed_at: time,
    revoked_at: { type: ['string', 'null'] },
  },
  required: ['kind', 'owner', 'key_id', 'public_key', 'signature', 'signed_at', 'revoked_at'],
}

/** JSON Schema of the signatures over a version. */
export const SIGNATURES = {
  type: 'object',
  properties: {
    plugin: string,
    version: string,
    sha256: string,
    size: { type: 'integer' },
    statement: string,
    signatures: { type: 'array', items: SIGNATURE },
  },
  required: ['plugin', 'version', 'sha256', 'size', 'statement', 'signatures'],
}

/** JSON Schema of the registry's keys. */
export const REGISTRY_KEYS = {
  type: 'object',
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          public_key: string,
          created_at: time,
          revoked_at: nullable,
          endorsed_by: { ...nullable, description: 'The public key that signed for this one' },
          endorsement: { ...nullable, description: 'Its signature of `rialto-registry-key-v1`, its own and this key, each on a line' },
        },
        required: ['public_key', 'created_at', 'revoked_at', 'endorsed_by', 'endorsement'],
      },
    },
  },
  required: ['data'],
}
