import db from '@adonisjs/lucid/services/db'
import { preparedRows } from '#core/database/prepared'
import { sqlRows } from '#core/database/sql'

/** `moment`: what had been committed when the tables were looked at, as PostgreSQL names it. */
export type DatabasePrint = { moment: string; tables: Record<string, string> }

/** Counters of attempts are written when a request is refused: that is what they are for. Calls are counted some seconds later. */
const COUNTERS = new Set(['rate_limits', 'tenant_api_calls'])

const MOMENT = 'pg_current_snapshot()::text'

let statement: string | undefined
let last: DatabasePrint | undefined

/**
 * Rows and last writer of every table: two prints are equal when nothing was inserted, changed or deleted between them.
 * Who writes a row takes a number from PostgreSQL, so the same moment has the same rows; mostly none of them need be read again.
 */
export async function databasePrint(): Promise<DatabasePrint> {
  const [{ moment }] = await sqlRows<{ moment: string }>(db, `select ${MOMENT} as moment`)
  return last?.moment === moment ? last : (last = await readTables())
}

/** Names of the tables that differ. */
export const changedTables = (before: DatabasePrint, after: DatabasePrint) =>
  Object.keys(after.tables).filter((name) => after.tables[name] !== before.tables[name])

async function readTables(): Promise<DatabasePrint> {
  const rows = await preparedRows<{ name: string; print: string; moment: string }>((statement ??= await printStatement()))
  return { moment: rows[0]!.moment, tables: Object.fromEntries(rows.map(({ name, print }) => [name, print])) }
}

/** Tables are many and small: workers beside would cost more than they read, and none are started where a setting is written. */
async function printStatement(): Promise<string> {
  const tables = await sqlRows<{ schema: string; name: string }>(
    db,
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  )
  const prints = tables
    .filter(({ name }) => !COUNTERS.has(name))
    .map(
      ({ schema, name }) =>
        `select '${name}' as name, count(*) || ':' || coalesce(max(xmin::text::bigint), 0) as print from "${schema}"."${name}"`
    )
  const alone = `set_config('max_parallel_workers_per_gather', '0', true)`
  return `select name, print, ${MOMENT} as moment, ${alone} as alone from (${prints.join(' union all ')}) as tables`
}
