import { isId } from '#core/ids'
import { InvalidTableQuery } from '#core/tables/exceptions'
import { COLUMNS, readColumns } from '#core/tables/columns'
import { MAX_TEXT, readDate, readNumber, type RawQuery } from '#core/tables/raw_query'
import type { SortColumn } from '#core/http/keyset'
import type { FieldProblem } from '#core/http/problem'
import type { Filter, FilterValue, TableSpec } from '#core/tables/table_definition'

/** What the address asks of a table, checked against its definition. */
export type TableState = {
  search: string
  sort: { key: string; direction: 'asc' | 'desc'; columns: SortColumn[] }
  filters: Record<string, FilterValue>
  /** Key of the view that is open, or id of a saved one. */
  view: string | null
  cursor: string | null
  /** Keys of the columns that are shown, in one text; empty: all. */
  columns: string
  /** A file is asked for instead of the page. */
  exportAs: 'csv' | 'jsonl' | null
  /** The accepted parameters, for the links of the page. */
  params: Record<string, string>
  /** What is shown, written out: what a view brings and the address adds. For bulk actions and for saving it. */
  shown: Record<string, string>
}

/** A view that is open: what it brings, unless the address says otherwise. */
export type OpenedView = { key: string; query: Record<string, string> }

/** In place of a view: the whole list, whatever it opens with otherwise. */
export const ALL = 'all'

/**
 * Reads a query string; `opened` is the view it names or the list opens with, where that is none of the table's own.
 * Throws `InvalidTableQuery` (422) naming every field that makes no sense.
 */
export function readTableState<Row>(spec: TableSpec<Row>, given: RawQuery, opened: OpenedView | null = null): TableState {
  const problems: FieldProblem[] = []
  const view = opened ?? findView(spec, given, problems)
  const columns = readColumns(spec, { ...view?.query, ...given }, problems)
  const raw = COLUMNS in given ? { ...given, [COLUMNS]: columns } : given
  const wanted: RawQuery = { ...view?.query, ...raw, [COLUMNS]: columns }
  const search = spec.search ? readText(wanted, 'q', problems) : ''
  const filters = readFilters(spec.filters ?? [], wanted, problems)
  const sort = readSort(spec, wanted, problems)
  const cursor = readText(wanted, 'cursor', problems) || null
  if (problems.length) throw new InvalidTableQuery(problems)
  const [params, shown] = [paramsOf(spec, raw, view), shownOf(spec, wanted)]
  return { search, sort, filters, view: view?.key ?? null, cursor, columns, exportAs: exportOf(spec, raw), params, shown }
}

/** What of a kept view's parameters the table does not know, or no more: views outlive filters. */
export function findUnknown<Row>(spec: TableSpec<Row>, kept: Record<string, string>): string[] {
  const problems: FieldProblem[] = []
  readFilters(spec.filters ?? [], kept, problems)
  readSort(spec, kept, problems)
  if (spec.search) readText(kept, 'q', problems)
  const [known, wrong] = [new Set(namesIn(spec)), new Set(problems.map(({ field }) => field))]
  return Object.keys(kept).filter((name) => !known.has(name) || wrong.has(name))
}

function exportOf<Row>({ isExportable, jsonLine }: TableSpec<Row>, { export: asked }: RawQuery): TableState['exportAs'] {
  if (isExportable === false) return null
  if (asked === 'jsonl' && jsonLine) return 'jsonl'
  return asked === 'csv' ? 'csv' : null
}

function findView<Row>(spec: TableSpec<Row>, raw: RawQuery, problems: FieldProblem[]) {
  if (!raw.view || raw.view === ALL) return null
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
function paramsOf<Row>(spec: TableSpec<Row>, raw: RawQuery, view: OpenedView | null) {
  const key = view?.key ?? (raw.view === ALL ? ALL : null)
  // An empty one is carried along where it takes away what the view brings.
  const isSaid = (name: string) => typeof raw[name] === 'string' && (raw[name] !== '' || !!view?.query[name])
  const said = namesIn(spec).flatMap((name) => (isSaid(name) ? [[name, raw[name] as string]] : []))
  return { ...(key && { view: key }), ...(Object.fromEntries(said) as Record<string, string>) }
}

function shownOf<Row>(spec: TableSpec<Row>, wanted: RawQuery): Record<string, string> {
  return Object.fromEntries(namesIn(spec).flatMap((name) => (wanted[name] ? [[name, String(wanted[name])]] : [])))
}

/** Every parameter by which the rows can be narrowed and put in order, and the columns chosen. */
const namesIn = <Row>({ search, filters = [] }: TableSpec<Row>) => ['sort', COLUMNS, ...(search ? ['q'] : []), ...filters.flatMap(namesOf)]

export function namesOf({ key, kind }: Filter): string[] {
  if (kind === 'dates') return [`${key}_from`, `${key}_to`]
  if (kind === 'numbers') return [`${key}_min`, `${key}_max`]
  return [key]
}
