import { inject } from '@adonisjs/core'
import { OutboundHttp, type OutboundRequest } from '#core/outbound/outbound_http'
import { ProviderRefused } from '#identity/providers/exceptions'

const MOST_BYTES = 512 * 1024
/** What a response may not have a body with. */
const BODILESS = new Set([204, 205, 304])

/** Calls providers: over https only, or to what `OUTBOUND_ALLOW` names; answers are small, and redirects are not followed. */
@inject()
export class ProviderHttp {
  /** Of one call; there are three or four in a sign-in. */
  static timeoutMs = 8_000

  constructor(private readonly outbound: OutboundHttp) {}

  /** Throws `ProviderRefused` where a browser must not be sent to `url`. */
  assertSafe(url: URL): void {
    if (url.protocol !== 'https:' && !this.outbound.isAllowedByOperator(url)) throw new ProviderRefused('setup')
  }

  /** Throws `ProviderRefused` (502) when nothing came back. */
  async send(
    url: string,
    request: Pick<OutboundRequest, 'method' | 'headers' | 'body'> = {}
  ): Promise<{ status: number; body: Uint8Array; headers: Record<string, string> }> {
    this.assertSafe(new URL(url))
    try {
      return await this.outbound.request(url, { ...request, timeoutMs: ProviderHttp.timeoutMs, maxBytes: MOST_BYTES })
    } catch (cause) {
      throw new ProviderRefused('unreachable', { cause })
    }
  }

  /** The same in the shape libraries take: `fetch`. */
  get fetch(): (url: string, options: { method?: string; headers?: HeadersInit; body?: unknown }) => Promise<Response> {
    return async (url, { method, headers, body }) => {
      const answer = await this.send(url, {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        ...(body === undefined || body === null ? {} : { body: String(body as string | URLSearchParams) }),
      })
      return new Response(BODILESS.has(answer.status) ? null : Buffer.from(answer.body), { status: answer.status, headers: answer.headers })
    }
  }
}
