import { isId } from '#core/ids'
import { InvalidTableQuery } from '#core/tables/exceptions'
import { MAX_TEXT, readDate, readNumber, type RawQuery } from '#core/tables/raw_query'
import type { SortColumn } from '#core/http/keyset'
import type { FieldProblem } from '#core/http/problem'
import type { Filter, FilterValue, TableSpec } from '#core/tables/table_definition'

/** What the address asks of a table, checked against its definition. */
export type TableState = {
  search: string
  sort: { key: string; direction: 'asc' | 'desc'; columns: SortColumn[] }
  filters: Record<string, FilterValue>
  view: string | null
  cursor: string | null
  /** A file is asked for instead of the page. */
  exportAs: 'csv' | 'jsonl' | null
  /** The accepted parameters, for the links of the page. */
  params: Record<string, string>
}

/** Reads a query string. Throws `InvalidTableQuery` (422) naming every field that makes no sense. */
export function readTableState<Row>(spec: TableSpec<Row>, raw: RawQuery): TableState {
  const problems: FieldProblem[] = []
  const view = findView(spec, raw, problems)
  const wanted: RawQuery = { ...view?.query, ...raw }
  const search = spec.search ? readText(wanted, 'q', problems) : ''
  const filters = readFilters(spec.filters ?? [], wanted, problems)
  const sort = readSort(spec, wanted, problems)
  const cursor = readText(wanted, 'cursor', problems) || null
  if (problems.length) throw new InvalidTableQuery(problems)
  return { search, sort, filters, view: view?.key ?? null, cursor, exportAs: exportOf(spec, raw), params: paramsOf(spec, raw) }
}

function exportOf<Row>({ isExportable, jsonLine }: TableSpec<Row>, { export: asked }: RawQuery): TableState['exportAs'] {
  if (isExportable === false) return null
  if (asked === 'jsonl' && jsonLine) return 'jsonl'
  return asked === 'csv' ? 'csv' : null
}

function findView<Row>(spec: TableSpec<Row>, raw: RawQuery, problems: FieldProblem[]) {
  if (!raw.view) return null
  const view = spec.views?.find(({ key }) => key === raw.view)
  if (!view) problems.push({ field: 'view', message: 'There is no such view', rule: 'enum' })
  return view ?? null
}

function readSort<Row>(spec: TableSpec<Row>, raw: RawQuery, problems: FieldProblem[]): TableState['sort'] {
  const asked = readText(raw, 'sort', problems) || spec.defaultSort
  const direction = asked.startsWith('-') ? 'desc' : 'asc'
  const key = asked.replace(/^-/, '')
  const column = spec.columns.find((entry) => entry.key === key)?.sort
  if (!column) {
    problems.push({ field: 'sort', message: 'The list cannot be sorted by this', rule: 'enum' })
    return { key, direction, columns: [] }
  }
  const last = spec.tieBreaker ?? 'id'
  const columns =
    column === last ? [{ column, direction } as const] : [{ column, direction } as const, { column: last, direction } as const]
  return { key, direction, columns }
}

function readFilters(filters: Filter[], raw: RawQuery, problems: FieldProblem[]) {
  const values: Record<string, FilterValue> = {}
  for (const filter of filters) {
    const value = readFilter(filter, raw, problems)
    if (value !== null) values[filter.key] = value
  }
  return values
}

function readFilter(filter: Filter, raw: RawQuery, problems: FieldProblem[]): FilterValue | null {
  const { key, kind } = filter
  if (kind === 'dates') return present({ from: readDate(raw, `${key}_from`, problems), to: readDate(raw, `${key}_to`, problems) })
  if (kind === 'numbers') return present({ min: readNumber(raw, `${key}_min`, problems), max: readNumber(raw, `${key}_max`, problems) })
  const text = readText(raw, key, problems)
  if (!text) return null
  if (kind === 'boolean') {
    if (text !== '1' && text !== '0') problems.push({ field: key, message: 'Must be 1 or 0', rule: 'boolean' })
    return text === '1'
  }
  if (kind === 'choice' && !optionsOf(filter).some(({ value }) => value === text)) {
    problems.push({ field: key, message: 'Is not one of the choices', rule: 'enum' })
  }
  if (kind === 'id' && !isId(text)) problems.push({ field: key, message: 'Must be an id', rule: 'uuid' })
  return text
}

export const optionsOf = (filter: Filter) => (typeof filter.options === 'function' ? filter.options() : (filter.options ?? []))

function readText(raw: RawQuery, field: string, problems: FieldProblem[]): string {
  const value = raw[field]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' && value.length <= MAX_TEXT && !value.includes('\0')) return value.trim()
  problems.push({ field, message: `Must be one text of at most ${MAX_TEXT} characters`, rule: 'string' })
  return ''
}

const present = <Value extends object>(value: Value): Value | null =>
  Object.values(value).some((part) => part !== undefined) ? value : null

/** Only what the table knows: links of the page never carry along what somebody put into the address. */
function paramsOf<Row>(spec: TableSpec<Row>, raw: RawQuery) {
  const names = ['view', 'sort', ...(spec.search ? ['q'] : []), ...(spec.filters ?? []).flatMap(namesOf)]
  return Object.fromEntries(names.flatMap((name) => (typeof raw[name] === 'string' && raw[name] ? [[name, raw[name]]] : [])))
}

export function namesOf({ key, kind }: Filter): string[] {
  if (kind === 'dates') return [`${key}_from`, `${key}_to`]
  if (kind === 'numbers') return [`${key}_min`, `${key}_max`]
  return [key]
}
