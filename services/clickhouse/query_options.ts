import { ClickhouseFault } from './clickhouse_fault.js'

/** What the engine must know besides the statement; set on a session that is used once and thrown away. */
export interface QueryOptions {
  queryId: string
  database?: string
  settings: Record<string, string>
  parameters: Record<string, string>
}

/** Parameters of the HTTP interface, which the engine would refuse as unknown settings. */
const HTTP_ONLY = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'user',
  'password',
  'quota_key',
  'role',
  'compress',
  'decompress',
  'enable_http_compression',
  'wait_end_of_query',
  'buffer_size',
  'http_response_buffer_size',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'http_zlib_compression_level',
  'http_response_compression_method',
  'http_native_compression_disable_checksumming_on_decompress',
  'cancel_http_readonly_queries_on_client_close',
])

/** An engine without them would let one careless report stop the whole panel. */
const DEFAULTS = { max_execution_time: '60', max_memory_usage: '1000000000' }

export function readQueryOptions(params: URLSearchParams, queryId: string): QueryOptions {
  const options: QueryOptions = { queryId, settings: { ...DEFAULTS }, parameters: {} }
  for (const [name, value] of params) {
    refuseSessions(name)
    if (name.startsWith('param_')) options.parameters[checkName(name)] = value
    else if (!HTTP_ONLY.has(name)) options.settings[checkName(name)] = value
  }
  options.database = params.get('database') || undefined
  return options
}

/** Statements that prepare a session. Values stay in the escaped form in which they travel; the engine un-escapes. */
export function preparation({ queryId, database, settings, parameters }: QueryOptions): string[] {
  const all = { ...parameters, ...settings, log_comment: queryId }
  const pairs = Object.entries(all).map(([name, value]) => `${name} = ${quote(value)}`)
  const use = database ? [`USE \`${database.replace(/[\\`]/g, '\\$&')}\``] : []
  return [...use, `SET ${pairs.join(', ')}`]
}

export const quote = (value: string) => `'${value.replace(/[\\']/g, '\\$&')}'`

function checkName(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name
  throw new ClickhouseFault(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'`)
}

function refuseSessions(name: string): void {
  if (name !== 'session_id') return
  throw new ClickhouseFault(48, 'NOT_IMPLEMENTED', 'Sessions are not supported by the embedded engine')
}
