import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { bodyOf } from '#tests/support/http_server'
import type { Provider } from 'oidc-provider'

export type Account = { sub: string; email?: string; email_verified?: boolean; name?: string }

export const CLIENT = { id: 'rialto', secret: randomBytes(24).toString('base64url') }

/** A certified OpenID Provider on a port of this machine, with its own pages to sign in on. Whoever writes a number there is that account. */
export class LocalProvider {
  issuer = ''
  readonly accounts = new Map<string, Account>()
  #provider!: Provider
  #server!: Server

  async start(redirectUri: string) {
    this.#server = createServer((request, response) => void this.#answer(request, response)).listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const { port } = this.#server.address() as AddressInfo
    this.issuer = `http://127.0.0.1:${port}`
    const { Provider } = await import('oidc-provider')
    this.#provider = new Provider(this.issuer, this.#configuration(redirectUri))
    return port
  }

  stop() {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  add(account: Account) {
    this.accounts.set(account.sub, account)
    return account
  }

  #configuration(redirectUri: string) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => ({ ...this.accounts.get(sub), sub }) }),
      loadExistingGrant: (ctx: GrantContext) => grantAll(ctx),
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    } as unknown as ConstructorParameters<typeof Provider>[1]
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const [, , uid, act] = /^\/(interaction)\/([\w-]+)(?:\/(abort))?$/.exec(request.url ?? '') ?? []
    if (!uid) return this.#provider.callback()(request, response)
    if (act) return this.#provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'Cancelled' })
    if (request.method === 'POST') {
      const accountId = new URLSearchParams((await bodyOf(request)).toString()).get('account') ?? ''
      return this.#provider.interactionFinished(request, response, { login: { accountId } })
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(SIGN_IN_PAGE)
  }
}

const SIGN_IN_PAGE = `<!doctype html><html lang="en"><title>Local provider</title><h1>Local provider</h1>
<form method="post"><label>Account <input name="account" autofocus></label> <button>Sign in</button></form></html>`

type Granted = { addOIDCScope(scope: string): void; save(): Promise<string> }
type GrantContext = {
  oidc: { client: { clientId: string }; session: { accountId: string }; provider: { Grant: new (of: object) => Granted } }
}

/** Nobody is asked what they agree to: these tests are about who they are. */
async function grantAll({ oidc }: GrantContext) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}
