import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** What stands before a raw key in its standard encodings (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const KEY_BYTES = 32

/** A key that signs; `publicKey` is the raw 32 bytes in base64. */
export interface SigningKey {
  publicKey: string
  sign(message: string): string
}

/** The key that 32 secret bytes stand for. Throws when there are fewer or more of them. */
export function signingKeyFrom(seed: Uint8Array): SigningKey {
  if (seed.length !== KEY_BYTES) throw new Error(`A signing key has ${KEY_BYTES} bytes, not ${seed.length}`)
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  return { publicKey: rawPublicKey(key), sign: (message) => sign(null, Buffer.from(message), key).toString('base64') }
}

/**
 * Whether `signature` (base64) is that of `message` by the owner of `publicKey`. Nonsense is answered with false, and so is
 * any other spelling of the right bytes: blanks that a decoder passes over are a change, too.
 */
export function isSignedBy(publicKey: string, message: string | Uint8Array, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64')
  const given = Buffer.from(signature, 'base64')
  if (raw.length !== KEY_BYTES || given.toString('base64') !== signature) return false
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(message), key, given)
}

const rawPublicKey = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length).toString('base64')
