import { HostCallRefused } from '#runtime/host/call_types'

export interface PluginQueryInput<Params> {
  /** Whose data: from the installation. Every condition of the query names it. */
  tenantId: string
  params: Params
  /** The cursor at which the page begins; null for the first. */
  after: string | null
  /** Rows wanted: one more than the page holds, so that it is seen whether there is another. */
  limit: number
}

export interface PluginQueryOptions<Params, Row> {
  /** `products.list` */
  name: string
  /** `data.products`: what must have been granted. */
  capability: `data.${string}`
  /** One line for authors. */
  description: string
  /** JSON Schema properties of the parameters, and which must be given. */
  params?: Record<string, object>
  required?: string[]
  /** Rows of a page, at most 100. */
  limit: number
  /** Where the page after `row` begins; absent for queries that have one page. */
  cursor?: { of: (row: Row) => string; pattern: RegExp }
  /** Reads with a constant number of statements. Rows are snake_case and hold nothing personal. */
  run(input: PluginQueryInput<Params>): Promise<Row[]>
}

/** A named question that plugins may ask of the data of the tenant that installed them. */
export interface PluginQuery extends PluginQueryOptions<never, never> {
  /** JSON Schema of `params`. */
  schema: object
}

export const MAX_QUERY_ROWS = 100

const queries = new Map<string, PluginQuery>()

/**
 * Declares a query, once, at import; `start/plugin_queries.ts` loads them all.
 *
 *     definePluginQuery<{ sku: string }, StockRow>({ name: 'stock.by_sku', capability: 'data.stock', … })
 */
export function definePluginQuery<Params, Row>(options: PluginQueryOptions<Params, Row>): void {
  const { name, limit, params = {}, required = [] } = options
  if (queries.has(name)) throw new Error(`The query ${name} is declared twice`)
  if (limit < 1 || limit > MAX_QUERY_ROWS) throw new Error(`The query ${name} has pages of ${limit} rows`)
  const schema = { type: 'object', additionalProperties: false, properties: params, required }
  queries.set(name, { ...options, schema } as unknown as PluginQuery)
}

export const allPluginQueries = (): PluginQuery[] => [...queries.values()].sort((a, b) => a.name.localeCompare(b.name))

/** Throws `HostCallRefused` (`unknown_query`). */
export function findPluginQuery(name: string): PluginQuery {
  const query = queries.get(name)
  if (!query) throw new HostCallRefused('unknown_query', `There is no query "${name}".`)
  return query
}

/** For cursors that are ids. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** For queries that give the one row of an `id`. */
export const ONE_BY_ID = { params: { id: { type: 'string', pattern: UUID.source } }, required: ['id'], limit: 1 }
