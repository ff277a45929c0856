import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'

const REFUSALS: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'HEADERS_TOO_LARGE', 'The headers and the address together are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST_TIMEOUT', 'The request took too long to arrive'],
}

/** Answers what Node cannot read as a request, before there is one: headers too large, a request cut short. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, code, message] = REFUSALS[error.code ?? ''] ?? [400, 'BAD_REQUEST', 'This is not a request as HTTP has them']
  const body = JSON.stringify({
    ...{ type: 'about:blank', title: message, status, detail: message },
    ...{ error: message, error_code: code, request_id: randomUUID(), details: [] },
  })
  socket.end(
    `HTTP/1.1 ${status} ${message}\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  )
}
