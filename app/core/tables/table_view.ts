import router from '@adonisjs/core/services/router'
import { cellOf, type Cell } from '#core/tables/cell'
import { columnMenu, type ColumnMenu } from '#core/tables/column_menu'
import { chosenColumns, COLUMNS } from '#core/tables/columns'
import { filterFields, type FilterField } from '#core/tables/filter_fields'
import { viewBar, wholeListParams, type ViewBar } from '#core/tables/views/view_bar'
import type { Page } from '#core/http/keyset'
import type { TableState } from '#core/tables/table_state'
import type { Column, RowAction, TableSpec } from '#core/tables/table_definition'
import type { ListViews } from '#core/tables/views/find_views'
import type { ListPlace } from '#core/tables/views/list_place'
import type { Opening } from '#core/tables/views/open_view'
import type { HttpContext } from '@adonisjs/core/http'

type HeadCell = { label: string; isNumeric: boolean; isMinor: boolean; sortUrl: string | null; sorted: 'ascending' | 'descending' | null }
type RowView = { id: string; cells: (Cell & { isMinor: boolean; heading: string })[]; actions: RowAction[] }
type BulkView = { key: string; label: string; icon?: string; danger: boolean; url: string; confirm: boolean }

/** Everything `components/table` needs; the template only loops. */
export type TableView = {
  name: string
  caption: string
  path: string
  head: HeadCell[]
  rows: RowView[]
  views: ViewBar
  search: string | null
  filters: FilterField[]
  hidden: [string, string][]
  isFiltered: boolean
  /** The whole list. */
  resetUrl: string
  empty: { title: string; text: string; icon: string }
  firstUrl: string | null
  nextUrl: string | null
  /** Null where there is nothing to choose. */
  columns: ColumnMenu | null
  exportUrl: string | null
  /** The file with all columns, where some are shown. */
  exportAllUrl: string | null
  jsonLinesUrl: string | null
  bulk: BulkView[]
  query: string
}

/** What an address asks for, and the views kept of the list. */
export type OpenedTable = { state: TableState; shelf: { place: ListPlace | null; views: ListViews; opening: Opening } }

const NUMERIC = new Set(['number', 'money', 'bytes'])

/** Turns a page of rows into what is shown, in the reader's language and with the reader's rights. */
export function presentTable<Row extends object>(
  spec: TableSpec<Row>,
  { state, shelf }: OpenedTable,
  { page, ctx }: { page: Page<Row>; ctx: HttpContext }
): TableView {
  const { i18n, access } = ctx
  const t = (key: string, data?: Record<string, unknown>) => i18n.t(key, data)
  const path = ctx.request.url()
  const link = linker(path)
  const idOf = spec.rowId ?? ((row: Row) => String((row as { id?: unknown }).id))
  // What is chosen by name is shown on a phone, too.
  const columns = chosenColumns(spec, state.columns).map((column) => (state.columns ? { ...column, isMinor: false } : column))
  const headings = columns.map(({ label }) => t(label))
  const isFiltered = !!state.search || Object.keys(state.filters).length > 0
  return {
    name: spec.name.replaceAll('.', '-'),
    caption: t(spec.caption),
    path,
    head: headOf(columns, state, { t, link }),
    rows: page.data.map((row) => ({
      id: idOf(row),
      cells: columns.map((column, at) => ({ ...cellOf(column, row, i18n), isMinor: !!column.isMinor, heading: headings[at] })),
      actions: spec.actions?.(row, t) ?? [],
    })),
    views: viewBar(spec, { ...shelf, state, access }, { t, link }),
    search: spec.search ? state.search : null,
    filters: filterFields(spec.filters ?? [], state, t),
    hidden: (['view', 'sort', COLUMNS] as const).flatMap((name): [string, string][] =>
      name in state.params ? [[name, state.params[name]]] : []
    ),
    isFiltered,
    resetUrl: link(wholeListParams(shelf.views)),
    empty: emptyOf(spec, isFiltered, t),
    firstUrl: state.cursor ? link(state.params) : null,
    nextUrl: page.meta.next_cursor ? link({ ...state.params, cursor: page.meta.next_cursor }) : null,
    columns: columnMenu(spec, state, { t, link }),
    exportUrl: spec.isExportable === false ? null : link({ ...state.params, export: 'csv' }),
    exportAllUrl: spec.isExportable === false || !state.columns ? null : link({ ...state.params, [COLUMNS]: '', export: 'csv' }),
    jsonLinesUrl: spec.jsonLine ? link({ ...state.params, export: 'jsonl' }) : null,
    bulk: bulkOf(spec, ctx),
    query: new URLSearchParams(state.shown).toString(),
  }
}

type Tools = { t: (key: string, data?: Record<string, unknown>) => string; link: (params: Record<string, string>) => string }

const linker = (path: string) => (params: Record<string, string>) => {
  const query = new URLSearchParams(params).toString()
  return query ? `${path}?${query}` : path
}

function headOf<Row>(columns: Column<Row>[], state: TableState, { t, link }: Tools): HeadCell[] {
  return columns.map((column) => {
    const isSorted = !!column.sort && state.sort.key === column.key
    const next = isSorted && state.sort.direction === 'asc' ? `-${column.key}` : column.key
    return {
      label: t(column.label),
      isNumeric: NUMERIC.has(column.format ?? ''),
      isMinor: !!column.isMinor,
      sortUrl: column.sort ? link({ ...state.params, sort: next }) : null,
      sorted: isSorted ? (state.sort.direction === 'asc' ? 'ascending' : 'descending') : null,
    }
  })
}

function emptyOf<Row>(spec: TableSpec<Row>, isFiltered: boolean, t: Tools['t']) {
  if (isFiltered) return { title: t('ui.nothing_found'), text: t('ui.nothing_found_text'), icon: 'search-off' }
  return {
    title: t(spec.empty?.title ?? 'ui.nothing_yet'),
    text: spec.empty?.text ? t(spec.empty.text) : '',
    icon: spec.empty?.icon ?? 'inbox',
  }
}

function bulkOf<Row>(spec: TableSpec<Row>, { access, i18n }: HttpContext): BulkView[] {
  return (spec.bulk ?? [])
    .filter(({ permission }) => !permission || access.can(permission))
    .map(({ key, label, icon, danger, route, confirm }) => ({
      key,
      label: i18n.t(label),
      icon,
      danger: !!danger,
      url: (router.urlBuilder.urlFor as (name: string) => string)(route),
      confirm: !!confirm,
    }))
}
