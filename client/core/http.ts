import http from 'node:http'
import https from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { EXIT, Failure, untrusted } from './failure.js'

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: URL
  token?: string
  headers?: Record<string, string>
  json?: unknown
  bytes?: Uint8Array
  /** More than this is not read. */
  most?: number
}

export interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  bytes: Buffer
  /** Where it came from, after redirects. */
  url: URL
}

const IDLE_MS = 30_000
const WHOLE_MS = 300_000
const TRIES = 5
const LONGEST_WAIT_S = 60
const MOST_REDIRECTS = 3
const MOST_BYTES = 16 * 1024 * 1024

/** Agents of our own: what the environment says of proxies is not asked. */
const AGENTS = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) } as const

export function closeConnections() {
  for (const agent of Object.values(AGENTS)) agent.destroy()
}

/** Encrypted, or this very machine. */
export function assertSafe(url: URL): URL {
  const isLoopback = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) return url
  throw untrusted(`${url.origin} is not asked: only https:// is, and http:// on this machine`)
}

/**
 * Asks, and asks again when the registry is busy (429, 503: nothing was done) or, for a question without effect, when the
 * connection broke. Redirects of questions are followed; the token stays with the registry.
 */
export async function send(ask: Ask): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await followed(ask).catch((error: unknown) => {
      if (error instanceof Failure) throw error
      if (attempt < TRIES && (ask.method ?? 'GET') === 'GET') return null
      throw new Failure('UNREACHABLE', `${ask.url.origin} does not answer: ${reasonOf(error)}`, EXIT.unreachable)
    })
    if (answer && ![429, 503].includes(answer.status)) return answer
    if (answer && attempt === TRIES) return answer
    await wait(secondsUntil(answer, attempt) * 1_000)
  }
}

async function followed(ask: Ask, redirects = 0): Promise<Answer> {
  const answer = await once(ask)
  const { location } = answer.headers
  if (![301, 302, 303, 307, 308].includes(answer.status) || !location || (ask.method ?? 'GET') !== 'GET') return answer
  if (redirects === MOST_REDIRECTS) throw new Failure('REDIRECTED', `${ask.url.origin} redirects without an end`)
  const url = new URL(location, answer.url)
  return followed({ ...ask, url, token: url.origin === ask.url.origin ? ask.token : undefined }, redirects + 1)
}

/** As the registry says, or twice as long each time. */
function secondsUntil(answer: Answer | null, attempt: number): number {
  const said = answer?.headers['retry-after']
  if (!said) return Math.min(2 ** (attempt - 2), LONGEST_WAIT_S)
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1_000
  if (seconds > LONGEST_WAIT_S) throw new Failure('RATE_LIMITED', `The registry asks to come again in ${Math.ceil(seconds)} seconds`)
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 1
}

function once(ask: Ask): Promise<Answer> {
  const { url, method = 'GET', most = MOST_BYTES } = ask
  assertSafe(url)
  const body = ask.json === undefined ? ask.bytes : Buffer.from(JSON.stringify(ask.json))
  const client = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const request = client.request(
      url,
      {
        method,
        agent: AGENTS[url.protocol as 'http:' | 'https:'],
        headers: headersOf(ask, body),
        timeout: IDLE_MS,
        signal: AbortSignal.timeout(WHOLE_MS),
      },
      (response) => {
        collect(response, most).then(
          (bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, url }),
          reject
        )
      }
    )
    request.on('timeout', () => request.destroy(new Error(`no byte for ${IDLE_MS / 1_000} seconds`)))
    request.on('error', reject)
    request.end(body)
  })
}

const headersOf = ({ token, json, bytes, headers }: Ask, body?: Uint8Array): Record<string, string> => ({
  'accept': 'application/json',
  'user-agent': 'rialto-plugin/1',
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
  ...(body ? { 'content-length': String(body.length) } : {}),
  ...headers,
})

async function collect(response: http.IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) {
      response.destroy()
      throw untrusted(`The registry sends more than ${most} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = '', message } = error as NodeJS.ErrnoException
  // What OpenSSL says names its own files and lines.
  if (/EPROTO|SSL|TLS/.test(code)) return `no encrypted connection comes about (${code}); is it https:// there?`
  return message || code
}
