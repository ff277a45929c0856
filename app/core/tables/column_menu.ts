import { chosenColumns, COLUMNS } from '#core/tables/columns'
import type { TableState } from '#core/tables/table_state'
import type { TableSpec } from '#core/tables/table_definition'

/** The menu in which columns are chosen: a form of the page's own address. */
export type ColumnMenu = {
  options: { key: string; label: string; isShown: boolean }[]
  /** All are, unless some were chosen. */
  isChosen: boolean
  /** How many of how many. */
  label: string
  allUrl: string
  hidden: [string, string][]
}

type Tools = { t: (key: string, data?: Record<string, unknown>) => string; link: (params: Record<string, string>) => string }

export function columnMenu<Row>(spec: TableSpec<Row>, { columns, params, cursor }: TableState, { t, link }: Tools): ColumnMenu | null {
  if (spec.columns.length < 2) return null
  const shown = chosenColumns(spec, columns)
  const kept = { ...params, ...(cursor && { cursor }) }
  return {
    options: spec.columns.map((column) => ({ key: column.key, label: t(column.label), isShown: shown.includes(column) })),
    isChosen: columns !== '',
    label: columns ? t('ui.columns_some', { shown: shown.length, all: spec.columns.length }) : t('ui.columns'),
    allUrl: link({ ...kept, [COLUMNS]: '' }),
    // The empty one first: no box ticked means all, also where a view brings its own choice.
    hidden: [...Object.entries(kept).filter(([name]) => name !== COLUMNS), [COLUMNS, '']],
  }
}
