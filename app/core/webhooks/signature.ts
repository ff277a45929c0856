import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto'

/**
 * Signatures of outgoing webhooks after Standard Webhooks 1.0 (https://www.standardwebhooks.com): `v1` is an HMAC with a
 * shared secret, `v1a` Ed25519 with a key whose public half anybody may know.
 */
export type SignatureAlgorithm = 'hmac' | 'ed25519'

/** `secret` is kept; `publicKey` is what the receiver of `v1a` checks with. */
export type NewWebhookSecret = { secret: string; publicKey: string | null }

export type WebhookMessage = { id: string; timestamp: number; body: string }

const SECRET_PREFIX = 'whsec_'
const PRIVATE_PREFIX = 'whsk_'
const PUBLIC_PREFIX = 'whpk_'
const SECRET_BYTES = 32
/** What stands before a raw key in its standard encodings (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A fresh secret as receivers configure it, and with asymmetric signatures the half they verify by. */
export function newWebhookSecret(algorithm: SignatureAlgorithm): NewWebhookSecret {
  const bytes = randomBytes(SECRET_BYTES).toString('base64')
  if (algorithm === 'hmac') return { secret: SECRET_PREFIX + bytes, publicKey: null }
  const secret = PRIVATE_PREFIX + bytes
  const der = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' })
  return { secret, publicKey: PUBLIC_PREFIX + der.subarray(-SECRET_BYTES).toString('base64') }
}

/** The value of `webhook-signature`: one entry for each secret, so that a receiver may know the old or the new one. */
export const webhookSignature = (secrets: readonly string[], message: WebhookMessage): string =>
  secrets.map((secret) => signWith(secret, message)).join(' ')

function signWith(secret: string, { id, timestamp, body }: WebhookMessage): string {
  const content = Buffer.from(`${id}.${timestamp}.${body}`)
  if (secret.startsWith(SECRET_PREFIX)) {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
  }
  return `v1a,${sign(null, content, privateKeyOf(secret)).toString('base64')}`
}

function privateKeyOf(secret: string): KeyObject {
  const seed = Buffer.from(secret.slice(PRIVATE_PREFIX.length), 'base64')
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}
