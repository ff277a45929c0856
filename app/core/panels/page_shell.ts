import router from '@adonisjs/core/services/router'
import { findShellPart } from '#core/modules'
import { initialsOf } from '#core/panels/formats'
import { navigationOf, panelOfRoute, panelsOf } from '#core/panels/navigation'
import { THEME_COOKIE, themeOf, type Theme } from '#core/panels/theme'
import type { HttpContext } from '@adonisjs/core/http'
import type { Access } from '#core/rights'
import type { PanelName, ShellParts } from '#core/panels/panel_entry'

type Account = { fullName?: string | null; email?: string }

const NOBODY: Access = { tenantId: null, platformRoles: [], tenantRole: null, customRoleIds: [], can: () => false }

/** Routes of the frame. A link whose domain is not installed is left out. */
const LINKS = {
  home: 'shop.home',
  search: 'shop.search',
  cart: 'shop.cart',
  signIn: 'session.create',
  signUp: 'registration.create',
  signOut: 'session.destroy',
  account: 'account.profile.show',
  notifications: 'account.notifications.index',
  switchTenant: 'account.tenant.update',
} as const

/** What the layouts know about the request: who, where, in which language and colours. Shared with every view as `shell`. */
export class PageShell {
  readonly theme: Theme
  readonly url: string
  readonly path: string
  readonly panel: PanelName | null

  constructor(private readonly ctx: HttpContext) {
    this.theme = themeOf(ctx.request.plainCookie(THEME_COOKIE, { encoded: false }))
    this.url = ctx.request.url(true)
    this.path = ctx.request.url()
    this.panel = panelOfRoute(ctx.route?.name)
  }

  get locale(): string {
    return this.ctx.i18n.locale
  }

  get access(): Access {
    return this.ctx.access ?? NOBODY
  }

  get requestId(): string {
    return this.ctx.request.id() ?? ''
  }

  get user() {
    const account = this.ctx.auth?.user as Account | undefined
    if (!account) return null
    const name = account.fullName || account.email || ''
    return { name, email: account.email ?? '', initials: initialsOf(name) }
  }

  can(permission: string): boolean {
    return this.access.can(permission)
  }

  navigation(panel = this.panel) {
    return panel ? navigationOf(panel, this.access, this.path) : []
  }

  get panels() {
    return panelsOf(this.access, this.panel)
  }

  /** Address of a frame link, or null where no such route exists. */
  link(name: keyof typeof LINKS): string | null {
    const route = LINKS[name]
    return router.has(route) ? (router.urlBuilder.urlFor as (route: string) => string)(route) : null
  }

  /** A part of the frame another domain brings; null where none does or where it fails: the page matters more. */
  async part<Name extends keyof ShellParts>(name: Name): Promise<Awaited<ReturnType<NonNullable<ShellParts[Name]>>> | null> {
    const read = findShellPart(name)
    if (!read) return null
    try {
      return (await read(this.ctx)) as Awaited<ReturnType<NonNullable<ShellParts[Name]>>>
    } catch (error) {
      this.ctx.logger.warn({ err: error, part: name }, 'a part of the page frame is missing')
      return null
    }
  }
}
