import { inject } from '@adonisjs/core'
import { challengeOf } from '#identity/providers/attempts'
import { ProviderRefused } from '#identity/providers/exceptions'
import { OidcIssuers } from '#identity/providers/protocols/oidc_issuers'
import { ProviderHttp } from '#identity/providers/provider_http'
import type { IDToken, UserInfoResponse } from 'openid-client'
import type { Provider } from '#identity/providers/provider'
import type { Departure, Protocol, ProviderPerson, Return } from '#identity/providers/protocols/protocol'

type Claims = Pick<IDToken, 'iss' | 'sub'> & Record<string, unknown>

/** OpenID Connect Core 1.0 by code with PKCE (RFC 7636) and `iss` (RFC 9207), checked by openid-client. */
@inject()
export class Oidc implements Protocol {
  constructor(
    private readonly issuers: OidcIssuers,
    private readonly http: ProviderHttp
  ) {}

  async authorizationUrl({ provider, redirectUri, attempt, isAgain }: Departure): Promise<URL> {
    const { buildAuthorizationUrl } = await import('openid-client')
    const url = buildAuthorizationUrl(await this.issuers.configure(provider, null), {
      redirect_uri: redirectUri,
      scope: provider.scopes.join(' '),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: challengeOf(attempt.verifier),
      code_challenge_method: 'S256',
      ...(isAgain ? { prompt: 'login', max_age: '0' } : {}),
    })
    return this.http.assertSafe(url.href)
  }

  /** The id token whole, signature included: it came by a connection of ours, but not every connection ends where one thinks. */
  async identify({ provider, redirectUri, secret, attempt, state, query }: Return): Promise<ProviderPerson> {
    const { authorizationCodeGrant } = await import('openid-client')
    const config = await this.issuers.configure(provider, secret)
    const url = new URL(redirectUri)
    url.search = query.toString()
    const checks = { expectedState: state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier, idTokenExpected: true }
    const tokens = await authorizationCodeGrant(config, url, checks).catch(refuse)
    const claims = tokens.claims()
    if (!claims) throw new ProviderRefused('answer')
    // Signed or not at all: user information may say what it likes of the time.
    const { auth_time: _, ...more } = await this.#more(config, claims, tokens.access_token)
    return toPerson(provider, { ...more, ...claims })
  }

  /** What the id token leaves out may stand in the user information. Without it one is asked for the address. */
  async #more(config: Awaited<ReturnType<OidcIssuers['configure']>>, claims: IDToken, token: string): Promise<Partial<UserInfoResponse>> {
    if (claims.email !== undefined || !config.serverMetadata().userinfo_endpoint) return {}
    const { fetchUserInfo } = await import('openid-client')
    return fetchUserInfo(config, token, claims.sub).catch(refuse)
  }
}

function toPerson(provider: Provider, claims: Claims): ProviderPerson {
  const email = typeof claims.email === 'string' ? claims.email : null
  const name = [claims.name, claims.preferred_username, email].find((text) => typeof text === 'string' && text.trim())
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: String(name ?? ''),
    email,
    isEmailVerified: email !== null && isVerified(provider, email, claims),
    ...(typeof claims.auth_time === 'number' ? { provedAt: claims.auth_time * 1_000 } : {}),
  }
}

/** Google says itself that it speaks for its own addresses and those of Workspaces (`hd`) only: others may have changed hands. */
function isVerified({ kind }: Provider, email: string, { email_verified: isTold, hd }: Claims): boolean {
  if (isTold !== true && isTold !== 'true') return false
  return kind !== 'google' || typeof hd === 'string' || /@gmail\.com$/i.test(email)
}

/** Causes are for the log: what a provider says of its errors is not for people. */
function refuse(cause: unknown): never {
  const refused = findRefused(cause)
  if (refused) throw refused
  const { code, error } = (cause ?? {}) as { code?: string; error?: string }
  if (error === 'access_denied') throw new ProviderRefused('denied', { cause })
  if (error === 'invalid_client' || error === 'unauthorized_client') throw new ProviderRefused('setup', { cause })
  throw new ProviderRefused(code === 'OAUTH_TIMEOUT' ? 'unreachable' : 'answer', { cause })
}

function findRefused(error: unknown): ProviderRefused | null {
  if (error instanceof ProviderRefused) return error
  return error instanceof Error && error.cause ? findRefused(error.cause) : null
}
