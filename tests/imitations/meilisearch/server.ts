import { createServer, type IncomingMessage, type Server } from 'node:http'
import { ApiError } from '#tests/imitations/meilisearch/api_error'
import { routes } from '#tests/imitations/meilisearch/routes'
import { Store } from '#tests/imitations/meilisearch/store'
import type { AddressInfo } from 'node:net'

const MAX_BODY = 100 * 1024 * 1024

/**
 * An HTTP imitation of Meilisearch's documented API (v1): indexes, settings, documents, tasks, search, swap, keys.
 * Not its engine: ranking by proximity and language-aware splitting are left out.
 */
export class MeilisearchImitation {
  readonly store = new Store()
  /** Test switch: every answer becomes this error. */
  failWith: number | null = null
  #server: Server | null = null

  constructor(readonly masterKey: string | null = 'master-key-of-the-tests') {}

  async start(port = 0): Promise<string> {
    const server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body === undefined ? '' : JSON.stringify(body))
      })
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    this.#server = server
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async stop() {
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body?: unknown }> {
    try {
      if (this.failWith) throw new ApiError(this.failWith, 'internal', 'An internal error has occurred.', 'internal')
      const url = new URL(request.url!, 'http://imitation')
      if (url.pathname !== '/health') this.#authorize(request)
      const body = await readBody(request)
      for (const { method, pattern, handle } of routes) {
        const match = method === request.method && pattern.exec(url.pathname)
        if (match) return handle({ store: this.store, params: match.slice(1), query: url.searchParams, body })
      }
      throw new ApiError(404, 'not_found', 'Not found')
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError(500, 'internal', String(error), 'internal')
      return { status: known.status, body: known.toJSON() }
    }
  }

  #authorize({ headers }: IncomingMessage) {
    if (!this.masterKey) return
    if (!headers.authorization) {
      throw new ApiError(
        401,
        'missing_authorization_header',
        'The Authorization header is missing. It must use the bearer authorization method.',
        'auth'
      )
    }
    if (headers.authorization !== `Bearer ${this.masterKey}`) {
      throw new ApiError(403, 'invalid_api_key', 'The provided API key is invalid.', 'auth')
    }
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw new ApiError(413, 'payload_too_large', 'The provided payload reached the size limit.')
    chunks.push(chunk)
  }
  if (!size) return undefined
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new ApiError(415, 'invalid_content_type', 'The Content-Type of the request is invalid. Accepted values: `application/json`.')
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new ApiError(400, 'malformed_payload', 'The `json` payload provided is malformed.')
  }
}
