import router from '@adonisjs/core/services/router'
import { ALL, namesOf, type TableState } from '#core/tables/table_state'
import { mayShareAt, type ListPlace } from '#core/tables/views/list_place'
import type { Access } from '#core/rights'
import type { TableSpec } from '#core/tables/table_definition'
import type { ListViews } from '#core/tables/views/find_views'
import type { Opening } from '#core/tables/views/open_view'

type Tab = { label: string; url: string; isCurrent: boolean; icon: string | null; hint: string | null }
type Translate = (key: string, data?: Record<string, unknown>) => string

/** The row of views above a table, and what may be done with the one that is open. */
export type ViewBar = {
  tabs: Tab[]
  /** What finds no room beside the others. */
  more: Tab[]
  notice: string | null
  /** Null where nobody is signed in: nothing can be kept. */
  keep: Keep | null
}
export type Keep = {
  key: string
  name: string
  path: string
  query: string
  version: number | null
  canSave: boolean
  mayShare: boolean
  isChanged: boolean
  saveAsUrl: string
  saveUrl: string | null
  editUrl: string | null
  removeUrl: string | null
  defaultUrl: string
  /** What the list would open with; empty: nothing in particular. */
  defaultChoice: string
  /** What the switch says; null where there is nothing to switch. */
  defaultLabel: string | null
}

type Given = { place: ListPlace | null; views: ListViews; opening: Opening; state: TableState; access: Access }
type Tools = { t: Translate; link: (params: Record<string, string>) => string }

/** Beside those that come with the list. */
const ROOM = 6

export function viewBar<Row>(spec: TableSpec<Row>, given: Given, tools: Tools): ViewBar {
  const [builtin, saved] = [builtinTabs(spec, given, tools), savedTabs(given, tools)]
  // The open one is always among the tabs.
  const near = saved.filter((tab, at) => at < ROOM || tab.isCurrent)
  const tabs = builtin.length || near.length ? [allTab(given, tools), ...builtin, ...near] : []
  return {
    tabs,
    more: saved.filter((tab) => !near.includes(tab)),
    notice: noticeOf(spec, given.opening, tools.t),
    keep: given.place && keepOf(spec, { ...given, place: given.place }, tools.t),
  }
}

/** The whole list; by name where its bare address opens something else. */
export const wholeListParams = ({ opensWith }: ListViews): Record<string, string> => (opensWith && opensWith !== ALL ? { view: ALL } : {})

const allTab = ({ views, state }: Given, { t, link }: Tools): Tab => ({
  ...{ label: t('ui.all'), url: link(wholeListParams(views)), isCurrent: state.view === null },
  ...markOf(views.opensWith === ALL, t),
})

const builtinTabs = <Row>(spec: TableSpec<Row>, { views, state }: Given, { t, link }: Tools): Tab[] =>
  (spec.views ?? []).map(({ key, label }) => ({
    ...{ label: t(label), url: link({ view: key }), isCurrent: state.view === key },
    ...markOf(views.opensWith === key, t),
  }))

const savedTabs = ({ views, state }: Given, { t, link }: Tools): Tab[] =>
  views.saved.map(({ id, name, shared_role: role }) => ({
    ...{ label: name, url: link({ view: id }), isCurrent: state.view === id },
    ...(views.opensWith === id || !role ? markOf(views.opensWith === id, t) : { icon: 'users', hint: t('ui.view_is_shared') }),
  }))

const markOf = (isDefault: boolean, t: Translate) =>
  isDefault ? { icon: 'star', hint: t('ui.view_is_default') } : { icon: null, hint: null }

function keepOf<Row>(spec: TableSpec<Row>, { place, views, opening, state, access }: Given & { place: ListPlace }, t: Translate): Keep {
  const { saved, opened, dropped } = opening
  const mayChange = !!saved && (saved.shared_role ? mayShareAt(place, access) : saved.user_id === place.userId)
  const at = new URLSearchParams({ at: place.path }).toString()
  const query = new URLSearchParams(state.shown).toString()
  const isChanged = dropped.length > 0 || !isSame(state.shown, opened?.query ?? {})
  const idOf = (route: string) => (mayChange ? `${urlOf(route, { id: saved.id })}?${at}` : null)
  const builtin = spec.views?.find(({ key }) => key === state.view)
  return {
    ...{ path: place.path, query, isChanged, version: saved?.version ?? null, canSave: mayChange && isChanged },
    ...{ key: state.view ?? ALL, mayShare: mayShareAt(place, access) },
    name: saved?.name ?? t(builtin?.label ?? 'ui.all'),
    saveAsUrl: `${urlOf('account.views.create')}?${at}&${new URLSearchParams({ query }).toString()}`,
    saveUrl: mayChange ? urlOf('account.views.save', { id: saved.id }) : null,
    editUrl: idOf('account.views.edit'),
    removeUrl: idOf('account.views.confirm_removal'),
    ...defaultOf(views, state.view ?? ALL, t),
  }
}

/** Choosing the whole list is choosing nothing, unless somebody chose for one's role. */
function defaultOf({ opensWith, isOwnChoice, saved }: ListViews, view: string, t: Translate) {
  const hasRoleDefault = saved.some((one) => one.is_role_default)
  const isChosen = opensWith === view && isOwnChoice
  const isPointless = view === ALL && !opensWith && !hasRoleDefault
  return {
    defaultUrl: urlOf('account.views.choose'),
    defaultChoice: isChosen ? '' : view,
    defaultLabel: isPointless ? null : t(isChosen ? 'ui.view_open_no_more' : 'ui.view_open_with'),
  }
}

function noticeOf<Row>({ filters = [] }: TableSpec<Row>, { isGone, dropped }: Opening, t: Translate): string | null {
  if (isGone) return t('ui.view_gone')
  if (!dropped.length) return null
  const labels = new Map(filters.flatMap((filter) => namesOf(filter).map((name) => [name, t(filter.label)] as const)))
  const names = new Set(dropped.map((name) => (name === 'sort' ? t('ui.view_order') : (labels.get(name) ?? name))))
  return t('ui.view_dropped', { count: names.size, names: [...names].join(', ') })
}

const isSame = (one: Record<string, string>, other: Record<string, string>) =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, value]) => other[name] === value)

const urlOf = (route: string, params: Record<string, string> = {}) =>
  (router.urlBuilder.urlFor as (name: string, params: object) => string)(route, params)
