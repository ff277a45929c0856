import env from '#start/env'
import { createHash } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import { newId } from '#core/ids'

export const ACCESS_TOKEN_SECONDS = 15 * 60
export const API_AUDIENCE = 'rialto:api'

export type AccessClaims = {
  sub: string
  /** The sign-in (refresh family) the token belongs to: revoking it ends its access tokens too. */
  sid: string
  tenant_id: string | null
  role: string
}

type SigningKey = { kid: string; alg: 'HS256'; secret: Uint8Array }

/** Short-lived access tokens. Keys are found by `kid`, so that several can be valid while one is rotated in. */
export class AccessTokens {
  readonly #keys = [keyOf(env.get('JWT_SECRET').release())]

  async sign(claims: AccessClaims): Promise<{ token: string; expiresAt: number }> {
    const [key] = this.#keys
    const issuedAt = Math.floor(Date.now() / 1000)
    const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS
    const { sub, ...own } = claims
    const token = await new SignJWT({ ...own, type: 'access' })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT' })
      .setSubject(sub)
      .setAudience(API_AUDIENCE)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key.secret)
    return { token, expiresAt }
  }

  /** The claims of a good access token for this API, null for anything else. */
  async verify(token: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.#secretOf(kid), {
        algorithms: ['HS256'],
        audience: API_AUDIENCE,
        requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
      })
      return payload.type === 'access' ? (payload as unknown as AccessClaims) : null
    } catch {
      return null
    }
  }

  #secretOf(kid: string | undefined) {
    const key = this.#keys.find((candidate) => candidate.kid === kid)
    if (!key) throw new Error('unknown key')
    return key.secret
  }
}

function keyOf(secret: string): SigningKey {
  const kid = createHash('sha256').update(`kid:${secret}`).digest('base64url').slice(0, 12)
  return { kid, alg: 'HS256', secret: new TextEncoder().encode(secret) }
}
