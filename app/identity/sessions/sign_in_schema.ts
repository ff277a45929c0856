import { nullable, page, string, time } from '#core/http/openapi/words'

const SIGN_IN_SCHEMA = {
  type: 'object',
  required: ['id', 'kind', 'device', 'network', 'methods', 'signed_in_at', 'last_seen_at', 'is_current'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { enum: ['panel', 'api'] },
    device: { ...nullable, description: 'Browser and system, or what the program calls itself' },
    network: { ...nullable, description: 'IPv4 address, or the /64 of an IPv6 one' },
    methods: { type: 'array', items: string, description: 'How it was proved: password, passkey, provider, second factor' },
    signed_in_at: time,
    last_seen_at: time,
    is_current: { type: 'boolean' },
  },
}

export const SIGN_INS_SCHEMA = page(SIGN_IN_SCHEMA)

export const ENDED_SCHEMA = { type: 'object', required: ['ended'], properties: { ended: { type: 'integer' } } }
