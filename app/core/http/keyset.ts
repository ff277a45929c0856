import { InvalidCursor } from '#core/http/exceptions'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

export type SortColumn = { column: string; direction: 'asc' | 'desc' }

export type KeysetOptions = {
  /** The last column must be unique, so that no row is skipped or shown twice. */
  sort: SortColumn[]
  limit: number
  cursor?: string | null
}

export type Page<Row> = { data: Row[]; meta: { next_cursor: string | null; limit: number } }

type Value = string | number | boolean | null

/**
 * Runs `query` as one page of a keyset-paginated list: constant cost however deep the page is.
 * All sort columns share one direction and must be selected under their own (unqualified) names.
 */
export async function keysetPage<Row extends object>(query: DatabaseQueryBuilderContract, { sort, limit, cursor }: KeysetOptions): Promise<Page<Row>> {
  if (cursor) seekAfter(query, sort, decodeCursor(cursor, sort.length))
  sort.forEach(({ column, direction }) => query.orderBy(column, direction))
  const rows = (await query.limit(limit + 1)) as Row[]
  const data = rows.slice(0, limit)
  const last = rows.length > limit ? data.at(-1) : undefined
  return { data, meta: { next_cursor: last ? encodeCursor(sort.map(({ column }) => valueOf(last, column))) : null, limit } }
}

export const encodeCursor = (values: Value[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

/** Throws `InvalidCursor` (422, naming the field) on anything this server did not make. */
export function decodeCursor(cursor: string, length: number): Value[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length && values.every(isPlain)) return values
  } catch {
    // falls through to the refusal below
  }
  throw new InvalidCursor()
}

/** A row comparison, which PostgreSQL answers from the index of the sort. */
function seekAfter(query: DatabaseQueryBuilderContract, sort: SortColumn[], values: Value[]) {
  const operator = sort[0].direction === 'asc' ? '>' : '<'
  const columns = sort.map(({ column }) => column).join(', ')
  query.whereRaw(`(${columns}) ${operator} (${values.map(() => '?').join(', ')})`, values as string[])
}

function valueOf(row: object, column: string): Value {
  const value = (row as Record<string, unknown>)[column.split('.').at(-1)!]
  return value instanceof Date ? value.toISOString() : (value as Value)
}

const isPlain = (value: unknown): value is Value => value === null || ['string', 'number', 'boolean'].includes(typeof value)
