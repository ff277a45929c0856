import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { OutboundFailed, OutboundRefused } from '#core/outbound/exceptions'
import { OutboundHttp, type OutboundAnswer, type OutboundRequest } from '#core/outbound/outbound_http'
import { Settings } from '#core/settings/settings'
import { HostCallRefused } from '#runtime/host/call_types'
import { fromBase64 } from '#runtime/host_calls/given_bytes'
import { answeredHeaders, checkedHeaders, refuseUnprintable } from '#runtime/host_calls/http/http_headers'
import { HttpSlots } from '#runtime/host_calls/http/http_slots'
import { readTarget, type HttpTarget } from '#runtime/host_calls/http/http_target'
import { ESCAPES, bodyEscape, fillIn, namesIn } from '#runtime/host_calls/http/secret_references'
import { oneOf, requestOf, textOf, wholeNumber } from '#runtime/host_calls/request_schemas'
import { openNamed } from '#runtime/host_calls/secrets/named_secrets'
import { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'
import { httpAtOnce, httpRequestsPerMinute } from '#runtime/host_calls/settings'
import { takeRate } from '#runtime/host_calls/take_rate'
import type { HostCallContext, HostFunction } from '#runtime/host_calls/host_call_context'
import type { SecretMask } from '#runtime/host_calls/secrets/secret_mask'

interface FetchRequest {
  method: string
  url: string
  headers?: Record<string, string>
  body?: string
  body_base64?: string
  timeout_ms?: number
}

type Filled = OutboundRequest & { url: string }

const REQUEST_BYTES = 64 * 1024
const ANSWER_BYTES = 256 * 1024
/** Of what is written; what it weighs once secrets are filled in is measured then. */
const TEXT_LENGTH = 256 * 1024
const MAX_URL = 8_000
/** What is left of the run for the plugin to do something with the answer. */
const RESERVE_MS = 20
const WITHOUT_BODY = new Set(['GET', 'HEAD'])

/**
 * `http_fetch`: calls a granted host over the platform's own way out. Secrets are filled in here and blotted out of the
 * answer. Redirects are not followed: the plugin sees them and may ask for the next address itself, which is checked as the first was.
 */
@inject()
export class HttpFetch implements HostFunction<FetchRequest> {
  readonly name = 'http_fetch'
  readonly capability = 'http'
  readonly waitsOutside = true
  readonly request = requestOf(
    {
      method: oneOf('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      url: textOf(MAX_URL, 1),
      headers: { type: 'object', maxProperties: 50, additionalProperties: textOf(8_192) },
      body: textOf(TEXT_LENGTH),
      body_base64: textOf(TEXT_LENGTH),
      timeout_ms: wholeNumber(1, 30_000),
    },
    ['method', 'url']
  )
  readonly #slots = new HttpSlots()

  constructor(
    private readonly outbound: OutboundHttp,
    private readonly secrets: PluginSecrets,
    private readonly settings: Settings
  ) {}

  async answer(request: FetchRequest, context: HostCallContext): Promise<unknown> {
    const { installation, mask } = context
    const target = readTarget(request.url, installation, this.outbound)
    const filled = await this.#fill(request, target, context)
    const answer = await this.#slots.hold(installation.id, await this.settings.get(httpAtOnce), async () => {
      await takeRate(db, { installationId: installation.id, kind: 'http', perMinute: await this.settings.get(httpRequestsPerMinute) })
      return this.#send(filled, timeLeft(request, context))
    })
    const headers = Object.entries(answeredHeaders(answer.headers)).map(([name, value]) => [name, headerText(mask, value)])
    return { status: answer.status, headers: Object.fromEntries(headers) as object, ...bodyOf(mask.bytes(answer.body)), url: request.url }
  }

  async #fill(request: FetchRequest, { base, query }: HttpTarget, context: HostCallContext): Promise<Filled> {
    const { method, body } = request
    const headers = checkedHeaders(request.headers ?? {})
    const names = namesIn([query ?? '', body ?? '', ...Object.values(headers)])
    const values = await openNamed(this.secrets, names, context)
    for (const [name, value] of Object.entries(headers)) {
      headers[name] = fillIn(value, values, ESCAPES.header)
      refuseUnprintable(name, headers[name])
    }
    headers['user-agent'] ??= `Rialto (plugin ${context.installation.pluginName})`
    return {
      method,
      url: query === null ? base : `${base}?${fillIn(query, values, ESCAPES.query)}`,
      body: checkedBody(request, body === undefined ? undefined : fillIn(body, values, bodyEscape(headers['content-type']))),
      headers,
    }
  }

  async #send({ url, ...request }: Filled, timeoutMs: number): Promise<OutboundAnswer> {
    try {
      return await this.outbound.request(url, { ...request, timeoutMs, maxBytes: ANSWER_BYTES, maxRedirects: 0 })
    } catch (error) {
      throw refusalOf(error, timeoutMs)
    }
  }
}

function timeLeft({ timeout_ms: asked = 10_000 }: FetchRequest, { deadlineAt }: HostCallContext): number {
  const left = Math.floor(Math.min(asked, deadlineAt - performance.now() - RESERVE_MS))
  if (left > 0) return left
  throw new HostCallRefused('http_timeout', 'The run has no time left for an HTTP request.')
}

function checkedBody({ method, body_base64: base64 }: FetchRequest, text: string | undefined): Buffer | undefined {
  if (text !== undefined && base64 !== undefined) throw new HostCallRefused('invalid_request', 'Give either body or body_base64.')
  const bytes = base64 === undefined ? (text === undefined ? undefined : Buffer.from(text, 'utf8')) : fromBase64(base64, 'body_base64')
  if (bytes === undefined) return undefined
  if (WITHOUT_BODY.has(method)) throw new HostCallRefused('invalid_request', `${method} has no body.`)
  if (bytes.length <= REQUEST_BYTES) return bytes
  throw new HostCallRefused('request_too_large', `body: has ${bytes.length} bytes, at most ${REQUEST_BYTES} are allowed.`)
}

/** Headers arrive one character for one byte; what is UTF-8 is told as such. */
function headerText(mask: SecretMask, value: string): string {
  const masked = Buffer.from(mask.bytes(Buffer.from(value, 'latin1')))
  const text = masked.toString('utf8')
  return text.includes('\ufffd') ? masked.toString('latin1') : text
}

function bodyOf(bytes: Uint8Array): { body: string } | { body_base64: string } {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { body_base64: Buffer.from(bytes).toString('base64') }
  }
}

/** Says what went wrong without what was sent. */
function refusalOf(error: unknown, timeoutMs: number): Error {
  if (error instanceof OutboundRefused) {
    return new HostCallRefused('address_refused', 'The host leads to an address that may not be called from here.')
  }
  if (!(error instanceof OutboundFailed)) return error as Error
  if (isTimeout(error)) return new HostCallRefused('http_timeout', `No whole answer within ${timeoutMs} ms.`)
  if (error.message.includes('larger than')) {
    return new HostCallRefused('answer_too_large', `The answer has more than ${ANSWER_BYTES} bytes once unpacked.`)
  }
  return new HostCallRefused('http_failed', 'The other side did not answer, or not wholly.')
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || (error as NodeJS.ErrnoException).code === 'ABORT_ERR' || isTimeout(error.cause))
