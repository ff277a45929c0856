import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** What a query can be sent through: `db` for its own connection, a transaction for the caller's. */
export type SqlClient = Pick<QueryClientContract, 'rawQuery'>

type RawQueryBindings = Parameters<QueryClientContract['rawQuery']>[1]

/** Runs SQL with `?` bindings and answers its rows. For statements the query builder would only obscure. */
export async function sqlRows<Row>(client: SqlClient, sql: string, bindings: unknown[] = []): Promise<Row[]> {
  const { rows } = await client.rawQuery<{ rows: Row[] }>(sql, bindings as RawQueryBindings)
  return rows
}

/** Runs SQL for its effect and answers how many rows it touched. */
export async function sqlRun(client: SqlClient, sql: string, bindings: unknown[] = []): Promise<number> {
  const { rowCount } = await client.rawQuery<{ rowCount: number | null }>(sql, bindings as RawQueryBindings)
  return rowCount ?? 0
}
