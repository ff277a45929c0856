import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { trustedIssuers } from '#registry/trusted/settings'

export const PROVIDERS = ['github', 'gitlab'] as const
export type Provider = (typeof PROVIDERS)[number]
export type TrustedIssuer = { provider: Provider; issuer: string }

/** Whose word about builds this platform takes, as the operator says. */
@inject()
export class Issuers {
  constructor(private readonly settings: Settings) {}

  async list(): Promise<TrustedIssuer[]> {
    return parseIssuers(await this.settings.get(trustedIssuers))
  }

  async find(issuer: unknown): Promise<TrustedIssuer | undefined> {
    return (await this.list()).find((known) => known.issuer === issuer)
  }
}

/** What is written wrongly trusts nobody. */
export const parseIssuers = (text: string): TrustedIssuer[] =>
  text.split(/\s+/).flatMap((entry) => {
    const [, provider, issuer] = /^(\w+)=(https?:\/\/\S+)$/.exec(entry) ?? []
    return PROVIDERS.includes(provider as Provider) ? [{ provider: provider as Provider, issuer }] : []
  })
