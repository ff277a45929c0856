import { inject } from '@adonisjs/core'
import { randomBytes } from 'node:crypto'
import { ProviderRefused, type ProviderProblem } from '#identity/providers/exceptions'
import { OidcIssuers } from '#identity/providers/protocols/oidc_issuers'
import { Protocols } from '#identity/providers/protocols/protocols'
import { redirectUriOf } from '#identity/providers/way_back'
import type { Provider } from '#identity/providers/provider'

/** Whether a provider could be set out for: of an issuer what it says of itself is read anew. The secret shows at the first sign-in only. */
@inject()
export class CheckProvider {
  constructor(
    private readonly protocols: Protocols,
    private readonly issuers: OidcIssuers
  ) {}

  /** Null when nothing is wrong. */
  async handle(provider: Provider): Promise<ProviderProblem | null> {
    try {
      if (provider.kind === 'oidc' || provider.kind === 'google') await this.issuers.read(provider.issuer)
      const attempt = { state: nothing(), verifier: nothing(), nonce: nothing() }
      await this.protocols
        .of(provider.kind)
        .authorizationUrl({ provider, redirectUri: redirectUriOf(provider.slug), attempt, isAgain: false })
      return null
    } catch (error) {
      if (error instanceof ProviderRefused) return error.problem
      throw error
    }
  }
}

const nothing = () => randomBytes(32).toString('base64url')
