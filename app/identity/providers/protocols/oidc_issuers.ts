import { inject } from '@adonisjs/core'
import { ProviderRefused } from '#identity/providers/exceptions'
import { ProviderHttp } from '#identity/providers/provider_http'
import type { ClientAuth, Configuration, ServerMetadata } from 'openid-client'
import type { Provider } from '#identity/providers/provider'

type Known = { metadata: Promise<ServerMetadata>; readAt: number }

const KEPT_MS = 60 * 60_000

/**
 * What issuers say of themselves, read once an hour. Keys are read at each sign-in: an issuer that rotated them a moment ago
 * is understood, and one it withdrew is not.
 */
@inject()
export class OidcIssuers {
  private static readonly known = new Map<string, Known>()

  constructor(private readonly http: ProviderHttp) {}

  /** Forgets what issuers said. */
  static clear() {
    OidcIssuers.known.clear()
  }

  /** Throws `ProviderRefused` where the issuer does not answer or says it is another. */
  async configure(provider: Provider, secret: string | null): Promise<Configuration> {
    const client = await import('openid-client')
    const metadata = await this.#metadata(provider.issuer)
    const config = new client.Configuration(metadata, provider.clientId, undefined, clientAuth(client, metadata, secret))
    // Our own rule is stricter where it matters: https, or what the operator named.
    client.allowInsecureRequests(config)
    client.enableNonRepudiationChecks(config)
    config[client.customFetch] = this.http.fetch
    return config
  }

  /** Reads what an issuer says now; for the operator who sets it up. */
  async read(issuer: string): Promise<ServerMetadata> {
    OidcIssuers.known.delete(issuer)
    return this.#metadata(issuer)
  }

  async #metadata(issuer: string): Promise<ServerMetadata> {
    const known = OidcIssuers.known.get(issuer)
    if (known && Date.now() - known.readAt < KEPT_MS) return known.metadata
    const reading = { metadata: this.#discover(issuer), readAt: Date.now() }
    OidcIssuers.known.set(issuer, reading)
    // Nobody is refused for an hour because an issuer did not answer once.
    reading.metadata.catch(() => OidcIssuers.known.get(issuer) === reading && OidcIssuers.known.delete(issuer))
    return reading.metadata
  }

  async #discover(issuer: string): Promise<ServerMetadata> {
    const { status, body } = await this.http.send(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      headers: { accept: 'application/json' },
    })
    const metadata = status === 200 ? (readJson(body) as ServerMetadata | null) : null
    if (metadata?.issuer !== issuer) throw new ProviderRefused('setup', { cause: new Error('no discovery document of this issuer') })
    for (const url of [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri]) this.http.assertSafe(String(url))
    return metadata
  }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}

/** `client_secret_basic` where nothing is said (OpenID Connect Discovery 1.0, section 3). */
function clientAuth(client: typeof import('openid-client'), metadata: ServerMetadata, secret: string | null): ClientAuth {
  if (secret === null) return client.None()
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
}
