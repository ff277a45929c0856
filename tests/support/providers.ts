import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { ChangeProviders, type NewProvider } from '#identity/providers/change_providers'
import { OidcIssuers } from '#identity/providers/protocols/oidc_issuers'
import { redirectUriOf } from '#identity/providers/way_back'
import type { Provider } from '#identity/providers/provider'

/** A short name nobody has. */
export const providerSlug = (kind = 'p') => `${kind}-${newId().slice(-12)}`

/** Sets a provider up as an operator would, and takes it away when the test ends. */
export async function setUpProvider(terms: Partial<NewProvider> & Pick<NewProvider, 'kind'>): Promise<Provider> {
  const providers = await app.container.make(ChangeProviders)
  const slug = terms.slug ?? providerSlug(terms.kind)
  const provider = { name: `Provider ${slug}`, client_id: 'rialto', client_secret: 'a secret', enabled: true, ...terms, slug }
  return providers.add({ actor: systemActor('test'), provider })
}

/** Buttons of other tests would crowd the page out. */
export async function forgetProviders(): Promise<void> {
  await db.from('identity_providers').delete()
}

/** Lets the platform call servers of this machine, as `OUTBOUND_ALLOW` does. */
export function allowOutbound(...origins: string[]) {
  const allowed = origins.map((origin) => {
    const { hostname: host, port } = new URL(origin)
    return { host, port: Number(port) }
  })
  OidcIssuers.clear()
  app.container.swap(OutboundHttp, () => new OutboundHttp(allowed))
  return () => app.container.restore(OutboundHttp)
}

export const callbackOf = (slug: string): string => redirectUriOf(slug)

/** Path and query of an address of ours. */
export const pathOf = (url: URL | string): string => {
  const { pathname, search } = new URL(url)
  return pathname + search
}

export const ownersOf = (providerId: string) => db.from('user_identities').where('provider_id', providerId).select('user_id', 'subject')
