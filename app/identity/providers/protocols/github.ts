import { inject } from '@adonisjs/core'
import { ProviderRefused } from '#identity/providers/exceptions'
import { OAuth2, type Json } from '#identity/providers/protocols/oauth2'
import type { Departure, Protocol, ProviderPerson, Return } from '#identity/providers/protocols/protocol'

type Address = { email?: unknown; primary?: unknown; verified?: unknown }

/**
 * GitHub, or a GitHub Enterprise Server. No OpenID Connect for people: the web application flow, then two calls.
 * https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
 * - `GET {base}/login/oauth/authorize`, PKCE S256
 * - `POST {base}/login/oauth/access_token`: `{access_token, scope, token_type}`, or status 200 with `{error, error_description, error_uri}`
 * - `GET {api}/user`: `{id, login, name, …}`; `GET {api}/user/emails`: `[{email, primary, verified, visibility}]`; both want a `User-Agent`
 */
@inject()
export class Github implements Protocol {
  constructor(private readonly oauth: OAuth2) {}

  async authorizationUrl(way: Departure): Promise<URL> {
    return this.oauth.authorizationUrl(`${way.provider.issuer}/login/oauth/authorize`, way)
  }

  async identify(way: Return): Promise<ProviderPerson> {
    const { issuer } = way.provider
    const { access_token: token } = await this.oauth.exchange(`${issuer}/login/oauth/access_token`, way)
    const user = (await this.#get(issuer, '/user', token)) as Json
    if (typeof user.id !== 'number' || typeof user.login !== 'string') throw new ProviderRefused('answer')
    const address = primaryOf(await this.#get(issuer, '/user/emails', token))
    const name = typeof user.name === 'string' && user.name.trim() ? user.name : user.login
    return { issuer, subject: String(user.id), name, email: address?.email ?? null, isEmailVerified: address?.isVerified ?? false }
  }

  #get(issuer: string, path: string, token: string): Promise<unknown> {
    const base = issuer === 'https://github.com' ? 'https://api.github.com' : `${issuer}/api/v3`
    return this.oauth.get(base + path, {
      'accept': 'application/vnd.github+json',
      'authorization': `Bearer ${token}`,
      'user-agent': 'Rialto',
      'x-github-api-version': '2022-11-28',
    })
  }
}

/** The address of a profile is written by hand; this list says which are proved. */
function primaryOf(list: unknown): { email: string; isVerified: boolean } | null {
  const primary = Array.isArray(list) ? (list as Address[]).find((address) => address.primary === true) : undefined
  return typeof primary?.email === 'string' ? { email: primary.email, isVerified: primary.verified === true } : null
}
