import { boolean, object, string, strings, time } from '#core/http/openapi/words'
import { PROVIDER_KINDS } from '#identity/providers/kinds'
import { redirectUriOf } from '#identity/providers/way_back'
import type { Provider } from '#identity/providers/provider'

/** The secret is never told, only whether there is one. */
export const toProviderJson = (provider: Provider) => ({
  id: provider.id,
  slug: provider.slug,
  kind: provider.kind,
  name: provider.name,
  issuer: provider.issuer,
  client_id: provider.clientId,
  has_client_secret: provider.hasSecret,
  redirect_uri: redirectUriOf(provider.slug),
  scopes: provider.scopes,
  registration: provider.registration,
  email_domains: provider.emailDomains,
  enabled: provider.isEnabled,
  position: provider.position,
  created_at: provider.createdAt.toISOString(),
  updated_at: provider.updatedAt.toISOString(),
})

export const PROVIDER_SCHEMA = object({
  ...{ id: { type: 'string', format: 'uuid' }, slug: string, kind: { enum: PROVIDER_KINDS }, name: string, issuer: string },
  ...{ client_id: string, has_client_secret: boolean, redirect_uri: string, scopes: strings },
  ...{ registration: { enum: ['open', 'closed'] }, email_domains: strings, enabled: boolean, position: { type: 'integer' } },
  ...{ created_at: time, updated_at: time },
})

export const PROVIDERS_SCHEMA = object({ data: { type: 'array', items: PROVIDER_SCHEMA } })
export const PROVIDER_CHECK_SCHEMA = object({ works: boolean, problem: { type: ['string', 'null'] } })
