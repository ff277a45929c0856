import { randomUUID } from 'node:crypto'
import { isForPrograms } from '#core/http/problem'
import type { IncomingMessage, ServerResponse } from 'node:http'

const MESSAGE = 'The address is not encoded as addresses are'

/** Answers an address that cannot be decoded, for which there is neither a route nor a context yet. */
export function answerBadUrl(request: IncomingMessage, response: ServerResponse): void {
  const requestId = randomUUID()
  const isProgram = isForPrograms(request.url ?? '/')
  response.writeHead(400, {
    'Content-Type': isProgram ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
  })
  response.end(isProgram ? JSON.stringify(problem(requestId)) : `400 ${MESSAGE}`)
}

const problem = (requestId: string) => ({
  ...{ type: 'about:blank', title: MESSAGE, status: 400, detail: MESSAGE },
  ...{ error: MESSAGE, error_code: 'BAD_URL', request_id: requestId, details: [] },
})
