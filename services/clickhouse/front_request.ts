import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ClickhouseFault } from './clickhouse_fault.js'
import { readQueryOptions, type QueryOptions } from './query_options.js'
import { parseStatement, type Statement } from './statement.js'

export interface FrontRequest {
  options: QueryOptions
  statement: Statement
  /** Rows of an INSERT; they never become part of the SQL text. */
  rowsFile?: string
  defaultFormat?: string
  acceptsGzip: boolean
  /** Deletes what was written for the request. */
  discard(): Promise<void>
}

const SQL_LIMIT = 64 * 1024 * 1024
const ROWS_LIMIT = 1024 * 1024 * 1024

export async function readFrontRequest(request: IncomingMessage, folder: string): Promise<FrontRequest> {
  const params = new URL(request.url ?? '/', 'http://front').searchParams
  const rowsPath = join(folder, randomUUID())
  const discard = () => rm(rowsPath, { force: true })
  try {
    const { statement, hasRows } = await readStatement(request, params, rowsPath)
    const queryId = params.get('query_id') || randomUUID()
    const options = readQueryOptions(params, queryId)
    if (request.method === 'GET') options.settings.readonly ??= '2'
    return {
      ...{ options, statement, discard },
      rowsFile: hasRows ? rowsPath : undefined,
      defaultFormat: params.get('default_format') ?? header(request, 'x-clickhouse-format'),
      acceptsGzip: acceptsGzip(request, params),
    }
  } catch (error) {
    await discard()
    throw isBadPacking(error) ? new ClickhouseFault(271, 'CANNOT_DECOMPRESS', String(error)) : error
  }
}

/** Rows of any size go from the socket to a file; SQL is held in memory. */
async function readStatement(request: IncomingMessage, params: URLSearchParams, rowsPath: string) {
  const inUrl = params.get('query') ?? ''
  if (/^\s*INSERT\s/i.test(inUrl)) {
    const statement = parseStatement(inUrl)
    const size = await save(unpacked(request), rowsPath)
    if (size && !statement.insert) throw new ClickhouseFault(62, 'SYNTAX_ERROR', 'Rows without a FORMAT')
    return { statement, hasRows: size > 0 }
  }
  const body = await readText(request, params)
  const statement = parseStatement([params.get('query') ?? '', body].filter(Boolean).join('\n'))
  if (!statement.insert?.rows) return { statement, hasRows: false }
  await save([Buffer.from(statement.insert.rows)], rowsPath)
  return { statement, hasRows: true }
}

async function readText(request: IncomingMessage, params: URLSearchParams): Promise<string> {
  const body = await pipeline(unpacked(request), limit(SQL_LIMIT), buffer)
  const type = header(request, 'content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) return body.toString()

  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  for (const [name, value] of form) params.set(name, String(value))
  return ''
}

function unpacked(request: IncomingMessage): Readable {
  const encoding = header(request, 'content-encoding')
  if (!encoding) return request
  if (encoding !== 'gzip') throw new ClickhouseFault(48, 'NOT_IMPLEMENTED', `encoding ${encoding}`)
  const gunzip = createGunzip()
  request.on('error', (error) => gunzip.destroy(error))
  return request.pipe(gunzip)
}

async function save(source: Readable | Buffer[], path: string): Promise<number> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(source, limit(ROWS_LIMIT), file)
  return file.bytesWritten
}

/** Counts what comes out of the decompressor, so that a few kilobytes cannot fill the disk. */
function limit(most: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size <= most) return done(null, chunk)
      done(new ClickhouseFault(131, 'TOO_LARGE_STRING_SIZE', `The body is larger than ${most} bytes`))
    },
  })
}

const isBadPacking = (error: unknown) => error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))

const acceptsGzip = (request: IncomingMessage, params: URLSearchParams) =>
  params.get('enable_http_compression') === '1' && /\bgzip\b/.test(header(request, 'accept-encoding') ?? '')

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
