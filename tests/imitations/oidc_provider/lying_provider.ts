import { createHash } from 'node:crypto'
import { newId } from '#core/ids'
import { OidcIssuer } from '#tests/imitations/oidc_issuer/oidc_issuer'

/** An issuer that people sign in with, and that answers whatever a test has it say. */
export class LyingProvider extends OidcIssuer {
  /** How often it was asked for tokens. */
  exchanges = 0
  discoveries = 0
  tokenFault: { status: number; body: object } | null = null
  /** The challenges of codes; a code it knows nothing of is taken from anybody. */
  readonly challenges = new Map<string, string>()
  idToken: () => Promise<string> | string = () => ''

  override async start(algorithm?: 'RS256' | 'ES256') {
    const port = await super.start(algorithm)
    this.metadata = {
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
    }
    this.answers['/.well-known/openid-configuration'] = async () => {
      this.discoveries++
      return { status: 200, body: { issuer: this.issuer, jwks_uri: `${this.issuer}/keys`, ...this.metadata } }
    }
    this.answers['/token'] = (body) => this.#exchange(body)
    return port
  }

  /** What it says of somebody. */
  idClaims(nonce: string | undefined, more: Record<string, unknown> = {}) {
    const now = Math.floor(Date.now() / 1_000)
    const sub = newId()
    return {
      ...{ iss: this.issuer, sub, aud: 'rialto', iat: now, exp: now + 300, nonce },
      ...{ email: `${sub}@example.test`, email_verified: true, name: 'Anna' },
      ...more,
    }
  }

  async #exchange(body: URLSearchParams) {
    this.exchanges++
    if (this.tokenFault) return this.tokenFault
    const challenge = this.challenges.get(body.get('code') ?? '')
    const proved = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (challenge && challenge !== proved) return { status: 400, body: { error: 'invalid_grant' } }
    return { status: 200, body: { access_token: newId(), token_type: 'Bearer', expires_in: 60, id_token: await this.idToken() } }
  }
}
