const string = { type: 'string' }
const time = { type: 'string', format: 'date-time' }

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
