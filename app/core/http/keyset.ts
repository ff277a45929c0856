import { InvalidCursor } from '#core/http/exceptions'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

type Direction = 'asc' | 'desc'
export type SortColumn = { column: string; direction: Direction }

export type KeysetOptions = {
  /** From `ascending`, `descending` or `sortBy`. The last column must be unique, so that no row is skipped or shown twice. */
  sort: SortColumn[]
  limit: number
  cursor?: string | null
}

export type Page<Row> = { data: Row[]; meta: { next_cursor: string | null; limit: number } }

type Value = string | number | boolean | null

const MARK = 'cursor_mark_'

/** All columns share one direction: an index answers the comparison of rows only then. */
export const sortBy = (direction: Direction, ...columns: string[]): SortColumn[] => columns.map((column) => ({ column, direction }))
export const ascending = (...columns: string[]) => sortBy('asc', ...columns)
export const descending = (...columns: string[]) => sortBy('desc', ...columns)

/** Of a sort as addresses name it: `-created_at` goes down. */
export const directionOf = (sort: string): Direction => (sort.startsWith('-') ? 'desc' : 'asc')

/**
 * Runs `query`, which must select its columns by name, as one page of a keyset-paginated list: constant cost however
 * deep the page is. The cursor keeps PostgreSQL's own text of the last row's
 * values: a JavaScript date would round microseconds away and skip rows.
 */
export async function keysetPage<Row extends object>(
  query: DatabaseQueryBuilderContract,
  { sort, limit, cursor }: KeysetOptions
): Promise<Page<Row>> {
  if (cursor) seekAfter(query, sort, decodeCursor(cursor, sort.length))
  sort.forEach(({ column, direction }) => query.orderBy(column, direction))
  query.select(sort.map(({ column }, at) => query.client.raw(`${column}::text as ${MARK}${at}`)))
  const rows = (await query.limit(limit + 1).catch((error) => refuseCursor(error, cursor))) as Record<string, Value>[]
  const marks = rows.length > limit ? sort.map((_, at) => rows[limit - 1][MARK + at]) : null
  const data = rows.slice(0, limit).map((row) => withoutMarks(row) as Row)
  return { data, meta: { next_cursor: marks && encodeCursor(marks), limit } }
}

/** Opaque to clients, but no secret: what comes back is judged anew. */
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

/** Well-formed, and of another list: PostgreSQL finds a word where a date should be. */
export function refuseCursor(error: unknown, cursor: string | null | undefined): never {
  const { code } = error as { code?: unknown }
  throw cursor && typeof code === 'string' && code.startsWith('22') ? new InvalidCursor() : error
}

const withoutMarks = (row: Record<string, Value>) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(MARK)))

const isPlain = (value: unknown): value is Value => value === null || ['string', 'number', 'boolean'].includes(typeof value)
