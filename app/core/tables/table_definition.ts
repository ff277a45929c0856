import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Permission } from '#core/rights'
import type { Tone } from '#core/panels/tones'

export type CellFormat =
  'text' | 'number' | 'money' | 'datetime' | 'date' | 'ago' | 'status' | 'badge' | 'boolean' | 'code' | 'id' | 'bytes'
export type Layer = 'drawer' | 'modal'

export type Column<Row> = {
  key: string
  /** Translation key of the heading. */
  label: string
  format?: CellFormat
  /** What the cell shows; `row[key]` without it. Money is `{ amount, currency }`. */
  value?: (row: Row) => unknown
  /** Prefix of translation keys for values of an enumeration: `catalog.status_` + value. A value without a text is shown as it is. */
  labels?: string
  tone?: (row: Row) => Tone
  /** Address the cell links to; opened in a layer where one is named. */
  href?: (row: Row) => string
  layer?: Layer
  /** A second, quieter line. */
  note?: (row: Row) => string | null
  /** As `labels`, for the quieter line. */
  noteLabels?: string
  /** Not-null database column to sort by. Give it an index together with the tie breaker. */
  sort?: string
  /** Left out of the phone's list. */
  isMinor?: boolean
  /** False: not in the CSV. */
  exported?: boolean
  /** Who may see it; for everybody else the list has no such column. */
  permission?: Permission
}

export type FilterValue = string | boolean | { from?: string; to?: string } | { min?: number; max?: number }
export type ChoiceOption = {
  value: string
  label: string
  /** Translation key of the heading that it stands under. */
  group?: string
  /** Before the others, which are in the order of the reader's alphabet. */
  isFirst?: boolean
}

export type Filter = {
  key: string
  /** Translation key. */
  label: string
  kind: 'choice' | 'boolean' | 'text' | 'id' | 'dates' | 'numbers'
  /** For `choice`; labels are translation keys unless `isPlain`. For `text`: what is offered, while the address may say anything. */
  options?: ChoiceOption[] | (() => ChoiceOption[])
  isPlain?: boolean
  /** Database column; the key without it. */
  column?: string
  /** In place of the comparison that follows from the kind. */
  where?: (query: DatabaseQueryBuilderContract, value: FilterValue) => void
}

export type View = { key: string; label: string; query: Record<string, string> }

export type BulkAction = {
  key: string
  label: string
  icon?: string
  danger?: boolean
  /** Route name, POST. Gets `ids[]`, or `matching=1` and `query` (this table's query string) for all matching rows. */
  route: string
  /** The route answers with a page that shows the consequences first: opened as a dialog. */
  confirm?: boolean
  permission?: Permission
}

export type RowAction = { label: string; href: string; icon?: string; layer?: Layer }

export type TableSpec<Row> = {
  /** Unique; also the name of the exported file: `catalog.products`. */
  name: string
  /** Translation key: what the table lists, for screen readers. */
  caption: string
  columns: Column<Row>[]
  filters?: Filter[]
  /** Makes the table searchable: narrows the query to what people typed. */
  search?: (query: DatabaseQueryBuilderContract, text: string) => void
  views?: View[]
  /** `key` or `-key` (descending) of a sortable column. */
  defaultSort: string
  /** Unique column added to every sort. */
  tieBreaker?: string
  /** Translation keys for the list without any rows at all. */
  empty?: { title: string; text?: string; icon?: string }
  bulk?: BulkAction[]
  rowId?: (row: Row) => string
  /** Adds what the query cannot join, for a whole page at once: names of people from another domain. */
  decorate?: (rows: Row[]) => Promise<Row[]>
  actions?: (row: Row, t: (key: string, data?: Record<string, unknown>) => string) => RowAction[]
  pageSize?: number
  isExportable?: boolean
  /** Behind the others in a CSV and on no page: what only a file has room for. */
  fileColumns?: Column<Row>[]
  /** Whoever takes the list away in a file stands in the audit log: it tells about people. */
  isExportAudited?: boolean
  /** Offers the rows as JSON lines, too: one object a row, for programs. */
  jsonLine?: (row: Row) => object
}
