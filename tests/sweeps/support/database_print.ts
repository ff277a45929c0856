import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type DatabasePrint = Record<string, string>

/** Counters of attempts are written when a request is refused: that is what they are for. Calls are counted some seconds later. */
const COUNTERS = new Set(['rate_limits', 'tenant_api_calls'])

let statement: string | undefined

/** Rows and last writer of every table: two prints are equal when nothing was inserted, changed or deleted between them. */
export async function databasePrint(): Promise<DatabasePrint> {
  const rows = await sqlRows<{ name: string; print: string }>(db, (statement ??= await printStatement()))
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}

/** Names of the tables that differ. */
export const changedTables = (before: DatabasePrint, after: DatabasePrint) =>
  Object.keys(after).filter((name) => after[name] !== before[name])

async function printStatement(): Promise<string> {
  const tables = await sqlRows<{ schema: string; name: string }>(
    db,
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  )
  return tables
    .filter(({ name }) => !COUNTERS.has(name))
    .map(
      ({ schema, name }) =>
        `select '${name}' as name, count(*) || ':' || coalesce(max(xmin::text::bigint), 0) as print from "${schema}"."${name}"`
    )
    .join(' union all ')
}
