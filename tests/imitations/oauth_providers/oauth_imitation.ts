import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { newId } from '#core/ids'
import { OutboundHttp, type OutboundAnswer, type OutboundRequest } from '#core/outbound/outbound_http'
import { bodyOf, serve } from '#tests/support/http_server'

export type Answer = { status: number; body: unknown }
export type Call = { method: string; path: string; headers: IncomingMessage['headers']; form: URLSearchParams }
type Granted = { client: string; redirectUri: string; challenge: string; state: string }

/** What GitHub, VK ID and Yandex ID have in common, over real HTTP: codes that work once, for whoever has the verifier. */
export abstract class OauthImitation {
  origin = ''
  readonly calls: Call[] = []
  /** Answered in place of the truth, by path. */
  faults: Record<string, Answer | 'hang'> = {}
  /** The places of the real one that are answered here. */
  abstract readonly origins: readonly string[]
  readonly #codes = new Map<string, Granted>()
  #close = () => {}

  async start() {
    const { port, close } = await serve(async (request, response) => {
      const { pathname: path } = new URL(request.url ?? '/', 'http://x')
      const form = new URLSearchParams((await bodyOf(request)).toString())
      const call = { method: request.method ?? '', path, headers: request.headers, form }
      this.calls.push(call)
      const fault = this.faults[path]
      if (fault === 'hang') return
      const { status, body } = fault ?? this.answer(call)
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
        .end(typeof body === 'string' ? body : JSON.stringify(body))
    })
    this.origin = `http://127.0.0.1:${port}`
    this.#close = close
  }

  stop() {
    this.#close()
  }

  /** Somebody agrees at the address they were sent to; answers what they bring back. */
  approve(url: string): { state: string; code: string } {
    const { searchParams: asked } = new URL(url)
    const code = newId()
    const [client, redirectUri, challenge, state] = ['client_id', 'redirect_uri', 'code_challenge', 'state'].map(
      (name) => asked.get(name) ?? ''
    )
    this.#codes.set(code, { client, redirectUri, challenge, state })
    return { state, code }
  }

  protected abstract answer(call: Call): Answer

  /** What a code was given for, once; null for one that is wrong in any way. */
  protected redeem(form: URLSearchParams): Granted | null {
    const code = form.get('code') ?? ''
    const granted = this.#codes.get(code)
    this.#codes.delete(code)
    const proved = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isGood =
      granted?.challenge === proved && granted.client === form.get('client_id') && granted.redirectUri === form.get('redirect_uri')
    return granted && isGood ? granted : null
  }
}

/** The way out with some places moved to servers of this machine. */
export class MovedOutbound extends OutboundHttp {
  constructor(private readonly imitation: OauthImitation) {
    const { hostname: host, port } = new URL(imitation.origin)
    super([{ host, port: Number(port) }])
  }

  override request(url: string, options: OutboundRequest = {}): Promise<OutboundAnswer> {
    const { origin, pathname, search } = new URL(url)
    return super.request(this.imitation.origins.includes(origin) ? this.imitation.origin + pathname + search : url, options)
  }
}
