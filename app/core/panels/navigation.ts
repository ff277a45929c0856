import router from '@adonisjs/core/services/router'
import { listPanelEntries } from '#core/modules'
import { PANELS, type PanelEntry, type PanelName } from '#core/panels/panel_entry'
import type { Access } from '#core/rights'

/** `alias`: patterns of further addresses that light it up, as Unpoly reads them. */
export type NavItem = { key: string; icon: string; url: string; isCurrent: boolean; alias: string | null }
export type NavGroup = { key: string | null; items: NavItem[] }
export type PanelChoice = { name: PanelName; url: string; isCurrent: boolean }

/** The menu of a panel: only entries the user may open, in order, by group. */
export function navigationOf(panel: PanelName, access: Access, path: string): NavGroup[] {
  const entries = entriesOf(panel, access)
  const urls = entries.map(urlOf)
  const current = longestPrefix(entries, path)
  const groups = new Map<string | null, NavItem[]>()
  entries.forEach((entry, at) => {
    const key = entry.group ?? null
    const item = {
      key: entry.key,
      icon: entry.icon,
      url: urls[at],
      isCurrent: entry === current,
      alias: aliasOf(entry, urls),
    }
    groups.set(key, [...(groups.get(key) ?? []), item])
  })
  return [...groups].map(([key, items]) => ({ key, items }))
}

/** The panels in which the user has at least one page, for people who wear several hats. */
export function panelsOf(access: Access, current: PanelName | null): PanelChoice[] {
  return PANELS.flatMap((name) => {
    const [first] = entriesOf(name, access)
    return first ? [{ name, url: urlOf(first), isCurrent: name === current }] : []
  })
}

/** `seller` for the route `seller.products.index`. */
export function panelOfRoute(routeName: string | undefined): PanelName | null {
  const prefix = routeName?.split('.')[0]
  return PANELS.find((name) => name === prefix) ?? null
}

/** Its pages show the company one works in: without one there is nothing to show, whatever the rights. */
const NEEDS_TENANT: PanelName[] = ['seller', 'trader']

function entriesOf(panel: PanelName, access: Access): PanelEntry[] {
  if (NEEDS_TENANT.includes(panel) && !access.tenantId) return []
  return listPanelEntries()
    .filter((entry) => entry.panel === panel && (entry.permission === null || access.can(entry.permission)) && router.has(entry.route))
    .sort((a, b) => a.order - b.order || a.key.localeCompare(b.key))
}

const urlOf = (entry: PanelEntry) => (router.urlBuilder.urlFor as (route: string) => string)(entry.route)

/** `/seller/products/7` lights up `/seller/products`, not `/seller`. */
function longestPrefix(entries: PanelEntry[], path: string): PanelEntry | null {
  const hits = entries.flatMap((entry) =>
    [urlOf(entry), ...(entry.covers ?? [])].filter((url) => path === url || path.startsWith(`${url}/`)).map((url) => ({ entry, url }))
  )
  return hits.sort((a, b) => b.url.length - a.url.length)[0]?.entry ?? null
}

function aliasOf(entry: PanelEntry, urls: string[]): string | null {
  const url = urlOf(entry)
  const own = urls.some((other) => other.startsWith(`${url}/`)) ? [] : [`${url}/*`]
  return [...own, ...(entry.covers ?? []).flatMap((path) => [path, `${path}/*`])].join(' ') || null
}
