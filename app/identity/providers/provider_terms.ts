import { InvalidProvider } from '#identity/providers/exceptions'
import { KINDS, type ProviderKind } from '#identity/providers/kinds'
import type { Provider } from '#identity/providers/provider'

/** What an operator says of a provider; what is left out stays, or is as the kind has it. */
export interface ProviderTerms {
  name?: string
  issuer?: string | null
  client_id?: string
  client_secret?: string | null
  scopes?: string[]
  registration?: 'open' | 'closed'
  email_domains?: string[]
  enabled?: boolean
  position?: number
}

/** Columns of a provider, those of the secret apart. Throws `InvalidProvider` (422). */
export function toColumns(kind: ProviderKind, terms: ProviderTerms, before: Provider | null) {
  const columns = {
    name: terms.name ?? before?.name,
    issuer: issuerOf(kind, terms.issuer ?? before?.issuer ?? null),
    client_id: terms.client_id ?? before?.clientId,
    scopes: scopesOf(kind, terms.scopes ?? before?.scopes ?? []),
    registration: terms.registration ?? before?.registration ?? 'open',
    email_domains: terms.email_domains ?? before?.emailDomains ?? [],
    is_enabled: terms.enabled ?? before?.isEnabled ?? false,
    position: terms.position ?? before?.position ?? 0,
  }
  const hasSecret = terms.client_secret === undefined ? (before?.hasSecret ?? false) : terms.client_secret !== null
  if (columns.is_enabled && KINDS[kind].needsSecret && !hasSecret) {
    throw new InvalidProvider('client_secret', 'A provider of this kind cannot be used without the client secret', 'required')
  }
  return columns
}

/** OpenID Connect compares issuers letter by letter: it is kept as it was written, but for where the kind knows it. */
function issuerOf(kind: ProviderKind, given: string | null): string {
  const { issuer: known, isIssuerFree } = KINDS[kind]
  const issuer = isIssuerFree ? given || known : known
  if (!issuer) throw new InvalidProvider('issuer', 'A provider of this kind needs the address of its issuer', 'required')
  const { search, hash, username, password } = new URL(issuer)
  if (search || hash || username || password) {
    throw new InvalidProvider('issuer', 'The address of an issuer has no query and no name in it', 'issuer')
  }
  return kind === 'github' ? issuer.replace(/\/+$/, '') : issuer
}

function scopesOf(kind: ProviderKind, given: string[]): string[] {
  const scopes = [...new Set(given.length ? given : KINDS[kind].scopes)]
  const isOidc = kind === 'oidc' || kind === 'google'
  return isOidc && !scopes.includes('openid') ? ['openid', ...scopes] : scopes
}
