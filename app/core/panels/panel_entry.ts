import type { HttpContext } from '@adonisjs/core/http'
import type { Permission } from '#core/rights'

/** The panels, in the order of the switcher. */
export const PANELS = ['operator', 'moderator', 'analyst', 'support', 'seller', 'publisher', 'trader', 'account'] as const
export type PanelName = (typeof PANELS)[number]

export type PanelEntry = {
  panel: PanelName
  /** Translation key of the label: `catalog.nav_products`. Unique within its panel. */
  key: string
  icon: string
  /** Route name without parameters: `seller.products.index`. */
  route: string
  /** Beginnings of the paths of further pages that belong to it: `/account/passkeys`. */
  covers?: string[]
  /** Null: everybody who may open the panel. */
  permission: Permission | null
  /** Lower comes first; leave gaps of ten. */
  order: number
  /** Translation key of the group's heading; entries without one come first. */
  group?: string
}

export type TenantChoice = { id: string; name: string; role: string; isCurrent: boolean }
export type ShopCategory = { label: string; url: string }

/** A block that a plugin fills: a link to its page, which the page that shows it loads afterwards. */
export type PanelBlock = { id: string; place: string; url: string; title: string; plugin: string }

/** What the page frame shows beside the page; each part is asked once per page and may fail without harm. */
export type ShellParts = {
  /** Tenants of the signed-in user, for the switcher of the top bar. */
  tenants?: (ctx: HttpContext) => Promise<TenantChoice[]>
  /** Unread notifications, for the bell. */
  unread?: (ctx: HttpContext) => Promise<number>
  /** Pieces in the shop's cart. */
  cart?: (ctx: HttpContext) => Promise<number>
  /** What waits behind menu entries, by their key: `{ 'registry.nav_installed': 2 }`. */
  badges?: (ctx: HttpContext) => Promise<Record<string, number>>
  /** First level of the shop's category menu. */
  categories?: (ctx: HttpContext) => Promise<ShopCategory[]>
  /** Blocks of plugins in this panel. */
  blocks?: (ctx: HttpContext) => Promise<PanelBlock[]>
}

export type PaletteHit = { label: string; hint?: string; icon: string; url: string }

/** Finds things by name for the Ctrl/Cmd+K palette: at most five hits, only what the asking user may see. */
export type PaletteSource = (ctx: HttpContext, text: string) => Promise<PaletteHit[]>

/** Declares a domain's menu entries; listed as `panels` in its module. */
export const definePanelEntries = (entries: PanelEntry[]): PanelEntry[] => entries
