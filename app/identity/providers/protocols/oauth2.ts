import { inject } from '@adonisjs/core'
import { challengeOf } from '#identity/providers/attempts'
import { ProviderRefused } from '#identity/providers/exceptions'
import { ProviderHttp } from '#identity/providers/provider_http'
import type { Departure, Return } from '#identity/providers/protocols/protocol'

export type Json = Record<string, unknown>

/** What the three that speak plain OAuth 2.0 have in common: code with PKCE (RFC 6749, RFC 7636). */
@inject()
export class OAuth2 {
  constructor(private readonly http: ProviderHttp) {}

  authorizationUrl(endpoint: string, { provider, redirectUri, attempt }: Departure, more: Record<string, string> = {}): URL {
    const url = new URL(endpoint)
    const parameters = {
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: redirectUri,
      scope: provider.scopes.join(' '),
      state: attempt.state,
      code_challenge: challengeOf(attempt.verifier),
      code_challenge_method: 'S256',
      ...more,
    }
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    return this.http.assertSafe(url.href)
  }

  /** Answers what came with the access token. */
  async exchange(endpoint: string, way: Return, more: Record<string, string> = {}): Promise<Json & { access_token: string }> {
    const code = codeOf(way)
    const form = {
      grant_type: 'authorization_code',
      ...{ code, client_id: way.provider.clientId, redirect_uri: way.redirectUri, code_verifier: way.attempt.verifier },
      ...(way.secret === null ? {} : { client_secret: way.secret }),
      ...more,
    }
    const tokens = await this.post(endpoint, form)
    if (typeof tokens.access_token !== 'string') throw new ProviderRefused('answer')
    return tokens as Json & { access_token: string }
  }

  post(url: string, form: Record<string, string>): Promise<Json> {
    const headers = { 'accept': 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
    return this.#json(url, { method: 'POST', headers, body: new URLSearchParams(form).toString() }) as Promise<Json>
  }

  get(url: string, headers: Record<string, string>): Promise<unknown> {
    return this.#json(url, { headers: { accept: 'application/json', ...headers } })
  }

  /** GitHub and VK ID tell of errors with status 200. */
  async #json(url: string, request: { method?: string; headers: Record<string, string>; body?: string }): Promise<unknown> {
    const { status, body } = await this.http.send(url, request)
    const answer = parse(body)
    const error = (answer as Json | null)?.error
    if (error !== undefined) {
      throw new ProviderRefused(SETUP_ERRORS.has(String(error)) ? 'setup' : 'answer', { cause: new Error(String(error)) })
    }
    if (status !== 200 || answer === null || typeof answer !== 'object') throw new ProviderRefused('answer')
    return answer
  }
}

/** Mistakes of who set the provider up, not of who signs in. */
const SETUP_ERRORS = new Set(['invalid_client', 'unauthorized_client', 'incorrect_client_credentials', 'redirect_uri_mismatch'])

/** None of them sends `iss` (RFC 9207) today; one that does must send its own. */
function codeOf({ provider, query }: Return): string {
  const code = query.getAll('code')
  const issuers = query.getAll('iss')
  if (issuers.some((issuer) => issuer !== provider.issuer)) throw new ProviderRefused('state')
  if (code.length !== 1 || !code[0]) throw new ProviderRefused('answer')
  return code[0]
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
