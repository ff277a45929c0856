import { createHmac, createPublicKey, timingSafeEqual, verify, type JsonWebKeyInput, type KeyObject } from 'node:crypto'
import { HostCallRefused } from '#runtime/host/call_types'
import { hmacKey, type GivenKey } from '#runtime/host_calls/crypto/digest_functions'
import { fromBase64, givenBytes, type GivenData } from '#runtime/host_calls/given_bytes'
import { oneOf, requestOf, textOf } from '#runtime/host_calls/request_schemas'
import type { HostFunction } from '#runtime/host_calls/host_call_context'
import type { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'

type Algorithm = 'RS256' | 'ES256' | 'EdDSA' | 'HS256'

interface VerifyRequest extends GivenData, GivenKey {
  algorithm: Algorithm
  /** PEM, or a JWK as an object. */
  public_key?: string | JsonWebKeyInput['key']
  /** Base64 or base64url; ES256 as in JWS: r and s, 64 bytes. */
  signature: string
}

const MIN_RSA_BITS = 2_048
const text = textOf(256 * 1024)

const request = requestOf(
  {
    algorithm: oneOf('RS256', 'ES256', 'EdDSA', 'HS256'),
    public_key: { anyOf: [textOf(16_384, 1), { type: 'object' }] },
    ...{ key: textOf(4_096, 1), key_base64: textOf(4_096, 1), key_secret: textOf(50, 1) },
    ...{ data: text, data_base64: text, signature: textOf(8_192, 1) },
  },
  ['algorithm', 'signature']
)

/** `verify_signature` → `{valid}`. The key must be of the algorithm's own kind: a public key never serves as a shared one. */
export const verifySignature = (secrets: PluginSecrets): HostFunction =>
  ({
    name: 'verify_signature',
    capability: 'crypto',
    request,
    answer: async (asked: VerifyRequest, context) => {
      const [data, signature] = [givenBytes(asked), fromBase64(asked.signature, 'signature')]
      if (asked.algorithm !== 'HS256') return { valid: verifyWith(publicKeyOf(asked), { algorithm: asked.algorithm, data, signature }) }
      if (asked.public_key !== undefined) {
        throw new HostCallRefused('invalid_request', 'HS256 has no public key: give key, key_base64 or key_secret.')
      }
      const expected = createHmac('sha256', await hmacKey(secrets, asked, context))
        .update(data)
        .digest()
      return { valid: expected.length === signature.length && timingSafeEqual(expected, signature) }
    },
  }) satisfies HostFunction<VerifyRequest> as HostFunction

function publicKeyOf({ algorithm, public_key: given }: VerifyRequest): KeyObject {
  if (given === undefined) throw new HostCallRefused('invalid_request', `${algorithm} needs public_key.`)
  const key = readKey(given)
  const details = key.asymmetricKeyDetails
  const fits = {
    RS256: key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS,
    ES256: key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1',
    EdDSA: key.asymmetricKeyType === 'ed25519',
    HS256: false,
  }[algorithm]
  if (!fits) {
    throw new HostCallRefused('invalid_key', `public_key: is no key for ${algorithm} (RSA from ${MIN_RSA_BITS} bits, P-256, Ed25519).`)
  }
  return key
}

function readKey(given: NonNullable<VerifyRequest['public_key']>): KeyObject {
  try {
    if (typeof given !== 'string') return createPublicKey({ key: given, format: 'jwk' })
    if (given.includes('PRIVATE')) throw new Error('a private key')
    return createPublicKey(given)
  } catch {
    throw new HostCallRefused('invalid_key', 'public_key: is neither a public key in PEM nor a JWK.')
  }
}

function verifyWith(key: KeyObject, { algorithm, data, signature }: { algorithm: Algorithm; data: Buffer; signature: Buffer }): boolean {
  const digest = algorithm === 'EdDSA' ? null : 'sha256'
  return verify(digest, data, algorithm === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key, signature)
}
