export const ALGORITHMS = ['HS256', 'RS256', 'EdDSA'] as const

export type Algorithm = (typeof ALGORITHMS)[number]
export type AsymmetricAlgorithm = Exclude<Algorithm, 'HS256'>

/** What anybody may see of a key. */
export type PublicJwk = Record<string, string>

export type SigningKeyRow = {
  id: string
  kid: string
  alg: Algorithm
  state: 'next' | 'active' | 'retired'
  public_jwk: PublicJwk | null
  ciphertext: Uint8Array | null
  key_id: string | null
  created_at: Date
  activated_at: Date | null
  retired_at: Date | null
  expires_at: Date | null
}

/** How long verifiers may keep our public keys: a key is published this long before it signs. */
export const JWKS_MAX_AGE_SECONDS = 300

/** The bus's channel on which processes hear that keys changed. */
export const SIGNING_KEYS_CHANNEL = 'signing_keys'

export const vaultPlaceOf = (kid: string) => ({ owner: 'platform' as const, field: `token_signing_key:${kid}` })
