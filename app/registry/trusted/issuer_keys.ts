import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { inject } from '@adonisjs/core'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { TrustedPublishingRefused } from '#registry/trusted/exceptions'

type KeySet = { find: JWTVerifyGetKey; readAt: number }

const KEPT_MS = 60 * 60_000
/** A stranger's token with a made-up key id makes us ask the issuer this often at most. */
const AGAIN_MS = 30_000
const MOST_BYTES = 256 * 1024
const TIMEOUT_MS = 5_000

/** The public keys of issuers: read once an hour, and anew when an issuer signs with a key we have not seen. */
@inject()
export class IssuerKeys {
  static againMs = AGAIN_MS
  private static readonly known = new Map<string, Promise<KeySet>>()

  constructor(private readonly outbound: OutboundHttp) {}

  /** Forgets all keys. */
  static clear() {
    IssuerKeys.known.clear()
  }

  /** Finds the key a token of `issuer` names. */
  of(issuer: string): JWTVerifyGetKey {
    return async (header, token) => {
      const known = await this.#keys(issuer, KEPT_MS)
      try {
        return await known.find(header, token)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        const fresh = await this.#keys(issuer, IssuerKeys.againMs)
        return fresh.find(header, token)
      }
    }
  }

  async #keys(issuer: string, maxAge: number): Promise<KeySet> {
    const known = IssuerKeys.known.get(issuer)
    if (known && Date.now() - (await known).readAt < maxAge) return known
    const reading = this.#read(issuer)
    IssuerKeys.known.set(issuer, reading)
    // Nobody is refused for an hour because an issuer did not answer once.
    reading.catch(() => IssuerKeys.known.get(issuer) === reading && IssuerKeys.known.delete(issuer))
    return reading
  }

  async #read(issuer: string): Promise<KeySet> {
    const found = await this.#get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') throw new TrustedPublishingRefused('keys')
    const keys = (await this.#get(found.jwks_uri)) as unknown as JSONWebKeySet
    if (!Array.isArray(keys.keys)) throw new TrustedPublishingRefused('keys')
    return { find: createLocalJWKSet(keys) as JWTVerifyGetKey, readAt: Date.now() }
  }

  /** Over https only; another way stands open only to what the operator named. */
  async #get(url: string): Promise<Record<string, unknown>> {
    if (!url.startsWith('https://') && !(URL.canParse(url) && this.outbound.isAllowedByOperator(new URL(url)))) {
      throw new TrustedPublishingRefused('keys')
    }
    try {
      const { status, body } = await this.outbound.request(url, { timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES })
      if (status !== 200) throw new Error(`answered ${status}`)
      return JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>
    } catch {
      throw new TrustedPublishingRefused('keys')
    }
  }
}
