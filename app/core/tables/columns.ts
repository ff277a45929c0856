import { MAX_TEXT, type RawQuery } from '#core/tables/raw_query'
import type { FieldProblem } from '#core/http/problem'
import type { Access } from '#core/rights'
import type { Column, TableSpec } from '#core/tables/table_definition'

/** The parameter that names the columns shown: `columns=title,status`, or once for each, as a form sends its boxes. */
export const COLUMNS = 'columns'

/** A table as its reader knows it: a column they may not see is not there, neither shown nor sorted by nor in a file. */
export function visibleTo<Row>(spec: TableSpec<Row>, access: Access): TableSpec<Row> {
  const columns = spec.columns.filter(({ permission }) => !permission || access.can(permission))
  return columns.length === spec.columns.length ? spec : { ...spec, columns }
}

/**
 * The choice, written the one way links write it; empty: all. What the list has no column for, or none for this reader, is left out
 * without a word: addresses and views are shared among people who see different ones, and it changes no row.
 */
export function readColumns<Row>({ columns }: TableSpec<Row>, raw: RawQuery, problems: FieldProblem[]): string {
  const asked = namesIn(raw[COLUMNS])
  if (!asked) {
    problems.push({ field: COLUMNS, message: `Must be names of columns, at most ${MAX_TEXT} characters`, rule: 'string' })
    return ''
  }
  const known = columns.flatMap(({ key }) => (asked.includes(key) ? [key] : []))
  return known.length === columns.length ? '' : known.join(',')
}

/** All, where none was chosen. */
export function chosenColumns<Row>({ columns }: TableSpec<Row>, text: string): Column<Row>[] {
  const keys = text.split(',')
  return text ? columns.filter(({ key }) => keys.includes(key)) : columns
}

function namesIn(value: unknown): string[] | null {
  const parts = [value ?? ''].flat(3)
  if (!parts.every((part): part is string => typeof part === 'string') || parts.join().length > MAX_TEXT) return null
  return [...new Set(parts.flatMap((part) => part.split(',')).filter(Boolean))]
}
