import { Readable } from 'node:stream'
import { cellOf, exportedValue } from '#core/tables/cell'
import { chosenColumns, COLUMNS, visibleTo } from '#core/tables/columns'
import { CSV_START, csvLine } from '#core/tables/csv'
import { recordExport } from '#core/tables/record_export'
import { narrow, readAll, readPage, type RowSource } from '#core/tables/table_query'
import { readTableState, type TableState } from '#core/tables/table_state'
import { presentTable, type OpenedTable, type TableView } from '#core/tables/table_view'
import { findViews } from '#core/tables/views/find_views'
import { placeOf } from '#core/tables/views/list_place'
import { NO_VIEWS, openView } from '#core/tables/views/open_view'
import type { Page } from '#core/http/keyset'
import type { RawQuery } from '#core/tables/raw_query'
import type { Column, TableSpec } from '#core/tables/table_definition'
import type { HttpContext } from '@adonisjs/core/http'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

/**
 * A list page as a declaration: columns, filters, search, views, bulk actions, export. Reads the address, runs the
 * query as a keyset page and says what is shown; `components/table` draws it.
 */
export class Table<Row extends object> {
  constructor(readonly spec: TableSpec<Row>) {
    assertSound(spec)
  }

  /** Answers the request of a list page: the view with `table`, or the file where the address says `export=csv` or `export=jsonl`. */
  async render(ctx: HttpContext, source: RowSource, { view, data = {} }: { view: string; data?: Record<string, unknown> }) {
    const { state, shelf } = await this.open(ctx)
    if (state.exportAs) return this.download(ctx, state, source)
    const page = await this.page(state, source)
    return ctx.view.render(view, { ...data, table: this.present({ state, shelf }, page, ctx) })
  }

  /** What the address asks for, with the views the person keeps of this list. Throws as `read`. */
  async open(ctx: HttpContext): Promise<OpenedTable> {
    const place = placeOf(ctx)
    const views = place ? await findViews(place, ctx.access) : NO_VIEWS
    const spec = visibleTo(this.spec, ctx.access)
    const opening = openView(spec, ctx.request.qs(), views)
    return { state: readTableState(spec, opening.raw, opening.opened), shelf: { place, views, opening } }
  }

  /** Throws 422 naming the fields of a query string that make no sense. */
  read(query: RawQuery): TableState {
    return readTableState(this.spec, query)
  }

  page(state: TableState, source: RowSource): Promise<Page<Row>> {
    return readPage(this.spec, state, source)
  }

  present(opened: OpenedTable, page: Page<Row>, ctx: HttpContext): TableView {
    return presentTable(visibleTo(this.spec, ctx.access), opened, { page, ctx })
  }

  /** For bulk actions on "all matching": the same rows the page showed, by the query string it was shown with. */
  matching(queryString: string, source: RowSource): DatabaseQueryBuilderContract {
    const state = this.read(Object.fromEntries(new URLSearchParams(queryString)))
    return narrow(this.spec, state, source())
  }

  /** Streams every matching row, so that neither side holds the file in memory. */
  async download(ctx: HttpContext, state: TableState, source: RowSource) {
    if (this.spec.isExportAudited) await recordExport(ctx, this.spec.name, state)
    const name = `${this.spec.name.replaceAll('.', '-')}-${new Date().toISOString().slice(0, 10)}.${state.exportAs ?? 'csv'}`
    ctx.response.header('Content-Type', state.exportAs === 'jsonl' ? 'application/jsonl' : 'text/csv; charset=utf-8')
    ctx.response.header('Content-Disposition', `attachment; filename="${name}"`)
    ctx.response.header('Cache-Control', 'no-store')
    return ctx.response.stream(Readable.from(state.exportAs === 'jsonl' ? this.#jsonLines(state, source) : this.lines(ctx, state, source)))
  }

  async *lines({ i18n, access }: Pick<HttpContext, 'i18n' | 'access'>, state: TableState, source: RowSource): AsyncGenerator<string> {
    const columns = exportedColumns(visibleTo(this.spec, access), state)
    yield CSV_START + csvLine(columns.map(({ label }) => i18n.t(label)))
    for await (const rows of readAll<Row>(this.spec, { ...state, cursor: null }, source)) {
      yield rows
        .map((row) => csvLine(columns.map((column) => (column.labels ? cellOf(column, row, i18n).text : exportedValue(column, row)))))
        .join('')
    }
  }

  async *#jsonLines(state: TableState, source: RowSource): AsyncGenerator<string> {
    for await (const rows of readAll<Row>(this.spec, { ...state, cursor: null }, source)) {
      if (rows.length) yield rows.map((row) => JSON.stringify(this.spec.jsonLine!(row)) + '\n').join('')
    }
  }
}

/** `export const productsTable = defineTable<ProductRow>({ … })`, in the domain's `tables/`. */
export const defineTable = <Row extends object>(spec: TableSpec<Row>) => new Table<Row>(spec)

/** Those that are shown; all where nothing of it is for files. Then what only files have. */
function exportedColumns<Row>(spec: TableSpec<Row>, { columns }: TableState): Column<Row>[] {
  const [shown, all] = [columns, ''].map((text) => chosenColumns(spec, text).filter(({ exported }) => exported !== false))
  return [...(shown.length ? shown : all), ...(spec.fileColumns ?? [])]
}

/** A declaration that cannot work is found at boot, not by the first visitor. */
function assertSound<Row>({ name, columns, defaultSort, views = [], filters = [] }: TableSpec<Row>) {
  const keys = columns.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw new Error(`Table ${name} has a column twice`)
  if (!columns.some(({ key, sort }) => sort && key === defaultSort.replace(/^-/, ''))) {
    throw new Error(`Table ${name} sorts by a column that has no sort`)
  }
  if (filters.some(({ key }) => key === COLUMNS)) throw new Error(`Table ${name} has a filter by the name of the choice of columns`)
  for (const view of views) readTableState({ name, columns, defaultSort, filters } as TableSpec<Row>, view.query)
}
