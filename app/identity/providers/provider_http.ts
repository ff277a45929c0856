import { inject } from '@adonisjs/core'
import { OutboundHttp, type OutboundAnswer, type OutboundRequest } from '#core/outbound/outbound_http'
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

  /** Throws `ProviderRefused` where neither we nor a browser may go. */
  assertSafe(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : null
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && this.outbound.isAllowedByOperator(url))
    if (!url || !isSafe) throw new ProviderRefused('setup', { cause: new Error(`not a safe address: ${text.slice(0, 200)}`) })
    return url
  }

  /** Throws `ProviderRefused` (502) when nothing, or nothing of use, came back. */
  async send(url: string, request: Pick<OutboundRequest, 'method' | 'headers' | 'body'> = {}): Promise<OutboundAnswer> {
    const { href } = this.assertSafe(url)
    const answer = await this.outbound
      .request(href, { ...request, timeoutMs: ProviderHttp.timeoutMs, maxBytes: MOST_BYTES })
      .catch((cause: unknown) => {
        throw new ProviderRefused('unreachable', { cause })
      })
    if (answer.status >= 500 || answer.status === 429) {
      throw new ProviderRefused('unreachable', { cause: new Error(`answered ${answer.status}`) })
    }
    return answer
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
