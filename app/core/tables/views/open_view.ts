import { isId } from '#core/ids'
import { COLUMNS, readColumns } from '#core/tables/columns'
import { ALL, findUnknown, type OpenedView } from '#core/tables/table_state'
import type { RawQuery } from '#core/tables/raw_query'
import type { TableSpec } from '#core/tables/table_definition'
import type { ListViews } from '#core/tables/views/find_views'
import type { SavedView } from '#core/tables/views/saved_view'

/** What the address of a list opens, once the person's views are known. */
export type Opening = {
  /** The address without a view that is there no more. */
  raw: RawQuery
  opened: OpenedView | null
  saved: SavedView | null
  /** Names of parameters that the table does not know any more. */
  dropped: string[]
  /** Somebody deleted the view, or shares it no longer. */
  isGone: boolean
}

export const NO_VIEWS: ListViews = { saved: [], opensWith: null, isOwnChoice: false }

/** An address without parameters opens what the person chose for that; a view that does not fit any more opens as far as it does. */
export function openView<Row>(spec: TableSpec<Row>, raw: RawQuery, { saved, opensWith }: ListViews): Opening {
  const isBare = !Object.keys(raw).length
  const asked = isBare ? opensWith : raw.view
  const nothing = { raw, opened: null, saved: null, dropped: [], isGone: false }
  const builtin = spec.views?.find(({ key }) => key === asked)
  if (builtin) return { ...nothing, opened: builtin }
  const view = saved.find(({ id }) => id === asked)
  if (!view) return !isBare && isId(asked) ? { ...nothing, raw: { ...raw, view: ALL }, isGone: true } : nothing
  const dropped = findUnknown(spec, view.params)
  const known = Object.entries(view.params).filter(([name]) => !dropped.includes(name) && name !== COLUMNS)
  const columns = readColumns(spec, view.params, [])
  const query = { ...Object.fromEntries(known), ...(columns && { [COLUMNS]: columns }) }
  return { ...nothing, opened: { key: view.id, query }, saved: view, dropped }
}
