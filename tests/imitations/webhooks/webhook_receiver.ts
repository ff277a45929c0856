import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { bodyOf, serve } from '#tests/support/http_server'

export type Received = { id: string; timestamp: number; signature: string; body: string }
type Answer = { status: number; body?: string; headers?: Record<string, string>; delayMs?: number }

const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** Whether a receiver that reads the standard would take the message: any signature of a kind it knows counts. */
export function accepts(key: string, { id, timestamp, signature, body }: Received): boolean {
  const content = `${id}.${timestamp}.${body}`
  return signature.split(' ').some((entry) => {
    const [version, given] = entry.split(',')
    if (version === 'v1' && key.startsWith('whsec_')) {
      const expected = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
        .update(content)
        .digest()
      const bytes = Buffer.from(given, 'base64')
      return bytes.length === expected.length && timingSafeEqual(bytes, expected)
    }
    if (version !== 'v1a' || !key.startsWith('whpk_')) return false
    const publicKey = createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(key.slice(5), 'base64')]), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(content), publicKey, Buffer.from(given, 'base64'))
  })
}

/** Somebody's server that is told of events: keeps what came and answers as it is told. */
export class WebhookReceiver {
  readonly received: Received[] = []
  answer: Answer = { status: 204 }
  port = 0
  #close = () => {}

  get url() {
    return `http://127.0.0.1:${this.port}/hook`
  }

  async start() {
    const { port, close } = await serve(async (request, response) => {
      const body = (await bodyOf(request)).toString()
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers
      this.received.push({ id: String(id), timestamp: Number(timestamp), signature: String(signature), body })
      const { status, body: text = '', headers = {}, delayMs = 0 } = this.answer
      setTimeout(() => response.writeHead(status, headers).end(text), delayMs)
    })
    this.port = port
    this.#close = close
  }

  stop() {
    this.#close()
  }
}
