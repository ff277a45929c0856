import { timingSafeEqual, createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ClickhouseFault } from './clickhouse_fault.js'
import type { ChdbQueryStream, Engine, Session } from './engine.js'
import { readFrontRequest, type FrontRequest } from './front_request.js'
import { sendBytes, sendFault, sendStream, type AnswerHead } from './front_response.js'
import { quote } from './query_options.js'

export interface FrontOptions {
  engine: Engine
  password: string
  /** Holds the rows of an INSERT while they are read. */
  uploads: string
}

/** Each row stands for itself, so chunks can be sent as they come; other formats have a head and a tail. */
const ROW_FORMATS =
  /^(?:JSONEachRow|JSONStringsEachRow|JSONCompactEachRow|JSONCompactStringsEachRow|TSV|TabSeparated|CSV|RowBinary|LineAsString|RawBLOB)$/
/** Long query parameters travel in the URL. */
const HEADER_LIMIT = 1024 * 1024

/** The part of ClickHouse's HTTP interface that its client uses. */
export function createFront(options: FrontOptions): Server {
  return createServer({ maxHeaderSize: HEADER_LIMIT, requestTimeout: 0 }, (request, response) => {
    void answer(options, request, response).catch((error: unknown) => sendFault(response, ClickhouseFault.from(error)))
  })
}

async function answer(options: FrontOptions, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://front')
  const isEmptyGet = request.method === 'GET' && pathname === '/' && !searchParams.has('query')
  if (pathname === '/ping' || isEmptyGet) return void response.end('Ok.\n')
  if (pathname !== '/') return void response.writeHead(404).end('There is no such path\n')
  authenticate(request, searchParams, options.password)

  const gone = new AbortController()
  response.once('close', () => response.writableFinished || gone.abort())
  const read = await readFrontRequest(request, options.uploads)
  try {
    await options.engine.use(read.options, gone.signal, (session) => run(session, read, response))
  } finally {
    await read.discard()
  }
}

async function run(session: Session, request: FrontRequest, response: ServerResponse): Promise<void> {
  const { statement, defaultFormat, options, acceptsGzip } = request
  const format = (statement.insert ? undefined : statement.format) ?? defaultFormat ?? 'TabSeparated'
  const head: AnswerHead = { queryId: options.queryId, format, gzip: acceptsGzip }
  const isSelect = statement.verb === 'SELECT' || statement.verb === 'WITH'
  if (isSelect && ROW_FORMATS.test(format)) {
    return sendStream(response, head, bytesOf(session.queryStream(statement.sql, { format })))
  }
  const result = await session.queryAsync(sqlToRun(request), { format })
  const { rowsRead, bytesRead, elapsed } = result
  await sendBytes(response, head, { rowsRead, bytesRead, elapsed, bytes: result.bytes() })
}

async function* bytesOf(stream: ChdbQueryStream) {
  for await (const chunk of stream) yield chunk.raw()
}

function sqlToRun({ statement, rowsFile }: FrontRequest): string {
  if (!statement.insert) return statement.sql
  const { head, tail } = statement.insert
  if (rowsFile) return `${head} FROM INFILE ${quote(rowsFile)} COMPRESSION 'none'${tail}`
  throw new ClickhouseFault(108, 'NO_DATA_TO_INSERT', 'No data to insert')
}

function authenticate(request: IncomingMessage, params: URLSearchParams, password: string): void {
  const { user, key } = credentials(request, params)
  if (user === 'default' && isSame(key, password)) return
  const reason = `${user}: Authentication failed: password is incorrect, or there is no such user.`
  throw new ClickhouseFault(516, 'AUTHENTICATION_FAILED', reason)
}

function credentials({ headers }: IncomingMessage, params: URLSearchParams) {
  const basic = /^Basic (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (basic) {
    const [user, ...rest] = Buffer.from(basic, 'base64').toString().split(':')
    return { user, key: rest.join(':') }
  }
  const user = headers['x-clickhouse-user'] ?? params.get('user') ?? 'default'
  const key = headers['x-clickhouse-key'] ?? params.get('password') ?? ''
  return { user: String(user), key: String(key) }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))
