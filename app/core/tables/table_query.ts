import { DateTime } from 'luxon'
import { keysetPage, type Page } from '#core/http/keyset'
import type { TableState } from '#core/tables/table_state'
import type { Filter, FilterValue, TableSpec } from '#core/tables/table_definition'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

const EXPORT_PAGE = 1_000

/** A fresh query of all rows the table could show, columns selected by name. */
export type RowSource = () => DatabaseQueryBuilderContract

/** Narrows a query to what the address asks for: filters and search, not order. Bulk actions start here, too. */
export function narrow<Row>(spec: TableSpec<Row>, state: TableState, query: DatabaseQueryBuilderContract) {
  for (const filter of spec.filters ?? []) {
    const value = state.filters[filter.key]
    if (value !== undefined) applyFilter(filter, value, query)
  }
  if (state.search) spec.search?.(query, state.search)
  return query
}

export const readPage = <Row extends object>(spec: TableSpec<Row>, state: TableState, source: RowSource): Promise<Page<Row>> =>
  readKeyset(spec, state, { source, limit: spec.pageSize ?? 50 })

/** Every matching row, page by page: an export of a million rows holds a thousand in memory. */
export async function* readAll<Row extends object>(spec: TableSpec<Row>, state: TableState, source: RowSource): AsyncGenerator<Row[]> {
  let cursor: string | null = null
  do {
    const page: Page<Row> = await readKeyset(spec, { ...state, cursor }, { source, limit: EXPORT_PAGE })
    yield page.data
    cursor = page.meta.next_cursor
  } while (cursor)
}

async function readKeyset<Row extends object>(
  spec: TableSpec<Row>,
  state: TableState,
  { source, limit }: { source: RowSource; limit: number }
) {
  const page = await keysetPage<Row>(narrow(spec, state, source()), { sort: state.sort.columns, limit, cursor: state.cursor })
  return spec.decorate && page.data.length ? { ...page, data: await spec.decorate(page.data) } : page
}

function applyFilter(filter: Filter, value: FilterValue, query: DatabaseQueryBuilderContract) {
  if (filter.where) return void filter.where(query, value)
  const column = filter.column ?? filter.key
  if (typeof value !== 'object') return void query.where(column, value)
  if ('from' in value && value.from) query.where(column, '>=', startOf(value.from))
  if ('to' in value && value.to) query.where(column, '<', startOf(value.to, 1))
  if ('min' in value && value.min !== undefined) query.where(column, '>=', value.min)
  if ('max' in value && value.max !== undefined) query.where(column, '<=', value.max)
}

/** Days are UTC days; the last one is meant whole. */
const startOf = (day: string, plusDays = 0) => DateTime.fromISO(day, { zone: 'utc' }).plus({ days: plusDays }).toISO()!
