import env from '#start/env'
import { SignJWT, jwtVerify, type CompactJWSHeaderParameters } from 'jose'
import { newId } from '#core/ids'
import { ACCESS_TOKEN_SECONDS, accessClaimsOf, type AccessClaims } from '#identity/tokens/access_claims'
import { isCanonicalJwt } from '#identity/tokens/canonical_jwt'
import type { SigningKeys } from '#identity/signing_keys/signing_keys'

type Verified = { claims: AccessClaims; exp: number; kid: string }

/** Clocks of our own processes may differ by this much. */
const TOLERANCE_SECONDS = 5
/** A token is good for minutes and comes with many requests: its signature is checked once per process. */
const REMEMBERED = 10_000
/** The longest of ours has about 800 characters. */
const LONGEST = 2_000

/** Short-lived access tokens. Keys are found by `kid` and each has one algorithm: no token chooses how it is verified. */
export class AccessTokens {
  readonly #issuer = env.get('APP_URL').replace(/\/+$/, '')
  readonly #verified = new Map<string, Verified>()

  constructor(private readonly keys: SigningKeys) {
    keys.onChange(() => this.#verified.clear())
  }

  async sign({ sub, aud, ...own }: AccessClaims): Promise<{ token: string; expiresAt: number }> {
    const { key, alg, kid } = await this.keys.signing()
    const issuedAt = Math.floor(Date.now() / 1000)
    const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS
    const token = await new SignJWT({ ...own, type: 'access' })
      .setProtectedHeader({ alg, kid, typ: 'JWT' })
      .setIssuer(this.#issuer)
      .setSubject(sub)
      .setAudience(aud)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key)
    return { token, expiresAt }
  }

  /** The claims of a good access token, for whatever audience; null for anything else. */
  async verify(token: string): Promise<AccessClaims | null> {
    const known = this.#verified.get(token) ?? (await this.#check(token))
    if (!known) return null
    const isGood = known.exp + TOLERANCE_SECONDS > Date.now() / 1000 && (await this.keys.find(known.kid)) !== null
    if (isGood) return known.claims
    this.#verified.delete(token)
    return null
  }

  async #check(token: string): Promise<Verified | null> {
    if (token.length > LONGEST || !isCanonicalJwt(token)) return null
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header) => this.#keyOf(header), {
        issuer: this.#issuer,
        typ: 'JWT',
        maxTokenAge: ACCESS_TOKEN_SECONDS,
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['iss', 'sub', 'aud', 'jti', 'iat', 'exp', 'sid'],
      })
      const claims = accessClaimsOf(payload)
      return claims && this.#remember(token, { claims, exp: payload.exp!, kid: protectedHeader.kid! })
    } catch {
      return null
    }
  }

  async #keyOf({ kid, alg }: CompactJWSHeaderParameters) {
    const found = typeof kid === 'string' ? await this.keys.find(kid) : null
    if (!found || found.alg !== alg) throw new Error('no such key')
    return found.key
  }

  /** The oldest makes room. */
  #remember(token: string, verified: Verified): Verified {
    if (this.#verified.size >= REMEMBERED) this.#verified.delete(this.#verified.keys().next().value!)
    this.#verified.set(token, verified)
    return verified
  }
}
