import pg from 'pg'
import db from '@adonisjs/lucid/services/db'

export type SentQuery = { text: string; values: unknown[] }

type Plan = { 'Node Type': string; 'Sort Key'?: string[]; 'Parent Relationship'?: string; 'Plans'?: Plan[] }
type Connection = { query(query: string | { text: string; values: unknown[] }): Promise<{ rows: { 'QUERY PLAN': [{ Plan: Plan }] }[] }> }
type Pool = { acquireConnection(): Promise<Connection>; releaseConnection(connection: Connection): Promise<void> }

/** Nodes that pass rows on in the order they come. */
const KEEPS_ORDER = new Set([
  'Limit',
  'Result',
  'Subquery Scan',
  'Nested Loop',
  'Hash Join',
  'Merge Join',
  'Unique',
  'ProjectSet',
  'Memoize',
])

/** What `work` asks PostgreSQL for, with the values. */
export async function queriesOf(work: () => Promise<unknown>): Promise<SentQuery[]> {
  const sent: SentQuery[] = []
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function (...args: unknown[]) {
    const [first, second] = args as [string | { text?: string; values?: unknown[] }, unknown]
    if (typeof first === 'string') sent.push({ text: first, values: Array.isArray(second) ? second : [] })
    else sent.push({ text: first.text ?? '', values: first.values ?? (Array.isArray(second) ? second : []) })
    return original.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return sent
}

/** A page of rows in some order: the only statements whose cost grows with what lies behind it. */
export const isPageOfRows = ({ text }: SentQuery) =>
  /^\s*(select|with)\b/i.test(text) && /\border by\b/i.test(text) && /\blimit\b/i.test(text)

/**
 * The order PostgreSQL has to make itself for want of an index, where it would take any that serves: sorting and reading whole tables
 * are made as dear as can be. Null where an index brings the rows in order.
 */
export async function sortedByHand({ text, values }: SentQuery): Promise<string | null> {
  const pool = db.connection().getReadClient().client as unknown as Pool
  const connection = await pool.acquireConnection()
  try {
    await connection.query('begin')
    for (const way of ['sort', 'seqscan', 'bitmapscan', 'hashjoin']) await connection.query(`set local enable_${way} = off`)
    const { rows } = await connection.query({ text: `explain (format json) ${text}`, values })
    return sortIn(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await connection.query('rollback')
    await pool.releaseConnection(connection)
  }
}

function sortIn(plan: Plan): string | null {
  if (/Sort$/.test(plan['Node Type'])) return (plan['Sort Key'] ?? []).join(', ')
  if (!KEEPS_ORDER.has(plan['Node Type'])) return null
  const next = plan.Plans?.find((one) => one['Parent Relationship'] === 'Outer' || one['Parent Relationship'] === 'Subquery')
  return next ? sortIn(next) : null
}
