import { inject } from '@adonisjs/core'
import { beginAttempt, takeAttempt, type Attempt } from '#identity/providers/attempts'
import { assertAdmitted } from '#identity/providers/admission'
import { ProviderRefused, type ProviderProblem } from '#identity/providers/exceptions'
import { Protocols } from '#identity/providers/protocols/protocols'
import { ProviderSecrets } from '#identity/providers/provider_secrets'
import { redirectUriOf } from '#identity/providers/way_back'
import type { HttpContext } from '@adonisjs/core/http'
import type { Provider } from '#identity/providers/provider'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'

const MOST_NEXT = 2_000

/** Errors a provider sends people back with (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const PROBLEMS = new Map<string, ProviderProblem>([
  ...['access_denied', 'user_denied', 'interaction_required', 'login_required', 'consent_required'].map(
    (error) => [error, 'denied'] as const
  ),
  ...['server_error', 'temporarily_unavailable'].map((error) => [error, 'unreachable'] as const),
  ...['unauthorized_client', 'invalid_client', 'invalid_scope', 'redirect_uri_mismatch', 'application_suspended'].map(
    (error) => [error, 'setup'] as const
  ),
])

/** The way to a provider and back. Throws `ProviderRefused`. */
@inject()
export class ProviderSignIn {
  constructor(
    private readonly protocols: Protocols,
    private readonly secrets: ProviderSecrets
  ) {}

  /** Answers the address to send the browser to. */
  async depart(
    ctx: HttpContext,
    way: { provider: Provider; linkingUserId: string | null; next: string; isAgain?: boolean }
  ): Promise<string> {
    const { provider, linkingUserId, next, isAgain = false } = way
    const attempt = await beginAttempt(ctx, { providerId: provider.id, linkingUserId, next: next.length > MOST_NEXT ? '' : next })
    const url = await this.protocols
      .of(provider.kind)
      .authorizationUrl({ provider, redirectUri: redirectUriOf(provider.slug), attempt, isAgain })
    return url.href
  }

  /** Answers who came back. What began elsewhere, was used or is too old says nothing, whatever the provider vouches for. */
  async arrive(ctx: HttpContext, provider: Provider): Promise<{ attempt: Attempt; person: ProviderPerson }> {
    const query = new URLSearchParams(ctx.request.parsedUrl.query ?? '')
    const state = query.getAll('state').length === 1 ? query.get('state') : null
    const attempt = await takeAttempt(ctx, state, provider.id)
    if (!attempt || state === null) throw new ProviderRefused('state')
    if (attempt.linkingUserId !== null && attempt.linkingUserId !== ctx.user?.id) throw new ProviderRefused('state')
    const error = query.get('error')
    if (error !== null) throw new ProviderRefused(PROBLEMS.get(error) ?? 'answer', { cause: new Error(error.slice(0, 100)) })
    const secret = await this.secrets.open(provider.id)
    const way = { provider, redirectUri: redirectUriOf(provider.slug), secret, attempt, state, query }
    const person = await this.protocols.of(provider.kind).identify(way)
    assertAdmitted(provider, person)
    return { attempt, person }
  }
}
