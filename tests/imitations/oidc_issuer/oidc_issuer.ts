import { createHmac, randomUUID } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import { bodyOf, serve } from '#tests/support/http_server'

type Algorithm = 'RS256' | 'ES256'
type Key = { kid: string; alg: Algorithm; privateKey: CryptoKey; publicKey: CryptoKey; jwk: JWK }

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A provider of builds that vouches for them by OpenID Connect: real keys, real documents, over real HTTP; and every lie. */
export class OidcIssuer {
  issuer = ''
  /** How often its keys were read. */
  reads = 0
  /** What else its discovery document says. */
  metadata: Record<string, unknown> = {}
  /** What else it answers, by path. */
  answers: Record<string, (body: URLSearchParams) => Promise<{ status: number; body: object }>> = {}
  #keys: Key[] = []
  #close = () => {}

  async start(algorithm: Algorithm = 'RS256') {
    await this.rotate(algorithm)
    const { port, close } = await serve(async (request, response) => {
      const scripted = await this.answers[request.url ?? '']?.(new URLSearchParams((await bodyOf(request)).toString()))
      if (scripted) return response.writeHead(scripted.status, { 'content-type': 'application/json' }).end(JSON.stringify(scripted.body))
      const documents: Record<string, (() => object) | undefined> = {
        '/.well-known/openid-configuration': () => ({ issuer: this.issuer, jwks_uri: `${this.issuer}/keys`, ...this.metadata }),
        '/keys': () => ({ keys: this.#keys.map(({ jwk }) => jwk) }),
      }
      if (request.url === '/keys') this.reads++
      const answer = documents[request.url ?? '']
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.() ?? {}))
    })
    this.issuer = `http://127.0.0.1:${port}`
    this.#close = close
    return port
  }

  stop() {
    this.#close()
  }

  /** Signs with a new key from now on; the old ones are gone. */
  async rotate(alg: Algorithm = 'RS256') {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const kid = randomUUID()
    this.#keys = [{ kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }]
  }

  /** The key of now, to sign with when it is gone. */
  keep() {
    return this.#keys[0]
  }

  /** What a build of `octo/shop` says in its release workflow. */
  claims(audience: string, more: Record<string, unknown> = {}) {
    const now = Math.floor(Date.now() / 1_000)
    return {
      ...{ iss: this.issuer, sub: 'repo:octo/shop:ref:refs/heads/main', aud: audience, jti: randomUUID() },
      ...{ iat: now, nbf: now - 10, exp: now + 300, event_name: 'push', ref: 'refs/heads/main', sha: 'a'.repeat(40), run_id: '77' },
      ...{ repository: 'octo/shop', repository_owner: 'octo', repository_owner_id: '4242', repository_id: '99' },
      ...{ workflow_ref: 'octo/shop/.github/workflows/release.yml@refs/heads/main' },
      ...more,
    }
  }

  sign(claims: Record<string, unknown>, key: Pick<Key, 'kid' | 'alg' | 'privateKey'> = this.#keys[0]): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT' }).sign(key.privateKey)
  }

  /** By somebody else's key under the name of ours. */
  async forge(claims: Record<string, unknown>): Promise<string> {
    const { privateKey } = await generateKeyPair('RS256')
    return this.sign(claims, { kid: this.#keys[0].kid, alg: 'RS256', privateKey })
  }

  /** `alg: none`, and no signature. */
  unsigned(claims: Record<string, unknown>): string {
    return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`
  }

  /** The public key, which everybody knows, taken for a shared secret. */
  async confused(claims: Record<string, unknown>): Promise<string> {
    const [key] = this.#keys
    const head = `${encode({ alg: 'HS256', kid: key.kid, typ: 'JWT' })}.${encode(claims)}`
    const secret = await exportSPKI(key.publicKey)
    return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
  }
}
