import env from '#start/env'
import { createHash, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { AsymmetricAlgorithm, PublicJwk } from '#identity/signing_keys/signing_key'

export type NewKeyPair = { kid: string; alg: AsymmetricAlgorithm; publicJwk: PublicJwk; privatePem: string }

const RSA_BITS = 2048
const generate = promisify(generateKeyPair)

/** A fresh pair; named by the thumbprint of its public half (RFC 7638), so that no two keys share a name. */
export async function newKeyPair(alg: AsymmetricAlgorithm): Promise<NewKeyPair> {
  const { publicKey, privateKey } = await (alg === 'RS256' ? generate('rsa', { modulusLength: RSA_BITS }) : generate('ed25519'))
  const publicJwk = publicKey.export({ format: 'jwk' }) as PublicJwk
  return { kid: thumbprint(publicJwk), alg, publicJwk, privatePem: pemOf(privateKey) }
}

/** Shared secrets by their ids: the current one first, then those of `JWT_PREVIOUS_SECRETS` that still verify. */
export function sharedSecrets(): Map<string, Uint8Array> {
  const previous = env.get('JWT_PREVIOUS_SECRETS')?.release().split(',') ?? []
  const secrets = [env.get('JWT_SECRET').release(), ...previous.map((text) => text.trim()).filter(Boolean)]
  return new Map(secrets.map((secret) => [sharedKid(secret), new TextEncoder().encode(secret)]))
}

export const currentSharedKid = (): string => sharedKid(env.get('JWT_SECRET').release())

const sharedKid = (secret: string) => createHash('sha256').update(`kid:${secret}`).digest('base64url').slice(0, 12)

const pemOf = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString()

/** The members RFC 7638 names, in its order: alphabetical. */
function thumbprint({ crv, e, kty, n, x }: PublicJwk): string {
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x }
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}
