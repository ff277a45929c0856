import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { constants, createGzip, gzip } from 'node:zlib'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { ClickhouseFault } from './clickhouse_fault.js'

export interface AnswerHead {
  queryId: string
  format: string
  gzip: boolean
}

export interface Summary {
  rowsRead: number
  bytesRead: number
  elapsed: number
}

const compress = promisify(gzip)
const WORTH_COMPRESSING = 1024

export async function sendBytes(response: ServerResponse, head: AnswerHead, result: Summary & { bytes: Uint8Array }): Promise<void> {
  const isPacked = head.gzip && result.bytes.length > WORTH_COMPRESSING
  const body = isPacked ? await compress(result.bytes) : Buffer.from(result.bytes)
  response.writeHead(200, {
    ...headers(head),
    ...(isPacked && { 'content-encoding': 'gzip' }),
    'x-clickhouse-summary': summary(result),
    'content-length': body.length,
  })
  response.end(body)
}

/**
 * Sends chunks as the engine makes them. An error after the first one can no longer change the status: it is written
 * in the form that ClickHouse uses since 25.11, and the connection is cut so that older readers notice too.
 */
export async function sendStream(response: ServerResponse, head: AnswerHead, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const tag = randomBytes(8).toString('hex')
  const target = openTarget(response, head)
  let started = false
  try {
    for await (const chunk of chunks) {
      if (!started) writeStreamHead(response, head, tag)
      started = true
      if (!target.write(chunk)) await drained(target, response)
      if (response.destroyed) return
    }
    if (!started) writeStreamHead(response, head, tag)
    target.end()
  } catch (error) {
    if (!started) throw error
    target.write(exceptionBlock(ClickhouseFault.from(error), tag))
    flush(target, () => response.socket?.end())
  }
}

export function sendFault(response: ServerResponse, fault: ClickhouseFault): void {
  if (response.headersSent) return void response.destroy()
  const isEndless = fault.type === 'TOO_LARGE_STRING_SIZE'
  response.writeHead(fault.status, {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': String(fault.code),
    ...(isEndless && { connection: 'close' }),
  })
  response.end(`${fault.message}\n`)
  // The rest of a refused body is read away: a client that is still sending would not see the answer.
  response.req.unpipe().resume()
}

function writeStreamHead(response: ServerResponse, head: AnswerHead, tag: string): void {
  response.writeHead(200, {
    ...headers(head),
    ...(head.gzip && { 'content-encoding': 'gzip' }),
    'x-clickhouse-exception-tag': tag,
  })
}

function openTarget(response: ServerResponse, head: AnswerHead): Writable {
  if (!head.gzip) return response
  const packer = createGzip({ level: 3 })
  packer.pipe(response)
  response.on('close', () => packer.destroy())
  return packer
}

function flush(target: Writable, done: () => void): void {
  if ('flush' in target && typeof target.flush === 'function') {
    target.flush(constants.Z_SYNC_FLUSH, () => setImmediate(done))
  } else target.write('', done)
}

async function drained(target: Writable, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  const onClose = () => gone.abort()
  response.once('close', onClose)
  await once(target, 'drain', { signal: gone.signal }).catch(() => {})
  response.off('close', onClose)
}

function exceptionBlock(fault: ClickhouseFault, tag: string): string {
  const text = `${fault.message}\n`
  const length = Buffer.byteLength(text)
  return `\r\n__exception__\r\n${tag}\r\n${text}${length} ${tag}\r\n__exception__\r\n`
}

const headers = ({ queryId, format }: AnswerHead) => ({
  'content-type': contentType(format),
  'x-clickhouse-query-id': queryId,
  'x-clickhouse-format': format,
  'x-clickhouse-server-display-name': 'rialto-embedded',
})

function contentType(format: string): string {
  if (/^JSON\w*EachRow/.test(format)) return 'application/x-ndjson; charset=UTF-8'
  if (format.startsWith('JSON')) return 'application/json; charset=UTF-8'
  if (format.startsWith('CSV')) return 'text/csv; charset=UTF-8'
  if (/^(TSV|TabSeparated)/.test(format)) return 'text/tab-separated-values; charset=UTF-8'
  return 'application/octet-stream'
}

const summary = ({ rowsRead, bytesRead, elapsed }: Summary) =>
  JSON.stringify({
    read_rows: String(rowsRead),
    read_bytes: String(bytesRead),
    result_rows: '0',
    written_rows: '0',
    written_bytes: '0',
    elapsed_ns: String(Math.round(elapsed * 1e9)),
  })
