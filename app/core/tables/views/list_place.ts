import router from '@adonisjs/core/services/router'
import { Forbidden, NotFound } from '#core/http/exceptions'
import { customRolesOf, isGranted, listPermissions } from '#core/modules'
import { panelOfRoute } from '#core/panels/navigation'
import { PLATFORM_ROLES, TENANT_ROLES, type Access, type NamedRole, type Permission } from '#core/rights'
import { EVERYONE, type ShareRole } from '#core/tables/views/saved_view'
import type { PanelName } from '#core/panels/panel_entry'
import type { HttpContext } from '@adonisjs/core/http'

/** A list as somebody sees it: what its views are kept under, and with whom they may be shared. */
export type ListPlace = {
  /** The name of its route. */
  list: string
  path: string
  panel: PanelName
  permission: Permission | null
  userId: string
  /** The company whose list it is; null in the platform's panels and on pages of one's own. */
  tenantId: string | null
  audience: 'platform' | 'company' | 'nobody'
}

type Route = { name?: string; middleware: { all(): Set<unknown> } }
type Door = { name?: string; args?: { permission?: Permission | null } }

const OF_STAFF: PanelName[] = ['operator', 'moderator', 'analyst', 'support']
const OF_COMPANIES: PanelName[] = ['seller', 'trader']

/** Where the request is; null outside the panels. */
export function placeOf(ctx: HttpContext): ListPlace | null {
  return ctx.route ? placeOfRoute(ctx, ctx.route as unknown as Route, ctx.request.url()) : null
}

/** The list at an address that a form names: only what the person may open. Throws 404 where there is no list, 403 where it is not theirs. */
export function placeAt(ctx: HttpContext, path: string): ListPlace {
  const route = router.match(path, 'GET', true)?.route as unknown as Route | undefined
  const place = route ? placeOfRoute(ctx, route, path) : null
  if (!place) throw new NotFound()
  if (place.permission && !ctx.access.can(place.permission)) throw new Forbidden()
  return place
}

/** What the person is there. A role that people made says most about somebody's work: what is for it comes first. */
export function rolesAt({ audience }: ListPlace, { platformRoles, tenantRole, customRoleIds }: Access): ShareRole[] {
  if (audience === 'platform') return [...customRoleIds, ...platformRoles, EVERYONE]
  return audience === 'company' && tenantRole ? [...customRoleIds, tenantRole, EVERYONE] : []
}

export function mayShareAt({ audience }: ListPlace, access: Access): boolean {
  if (audience === 'nobody') return false
  return access.can(audience === 'platform' ? 'core.share_views' : 'core.share_company_views')
}

/** Roles that people made, to share with; whoever holds one and opens the list sees the view. */
export const shareableCustomRoles = ({ audience, tenantId }: ListPlace): Promise<NamedRole[]> =>
  audience === 'nobody' ? Promise.resolve([]) : customRolesOf(tenantId)

/** System roles that open the list: a view shared with any other would be seen by nobody. */
export function shareableRoles({ audience, permission }: ListPlace): ShareRole[] {
  if (audience === 'nobody') return []
  if (audience === 'company') return [EVERYONE, ...TENANT_ROLES.filter((role) => !permission || isGranted(permission, [], role))]
  const staff = PLATFORM_ROLES.filter((role) => role !== 'user' && role !== 'superadmin')
  return [EVERYONE, ...staff.filter((role) => !permission || isGranted(permission, [role], null))]
}

function placeOfRoute(ctx: HttpContext, { name, middleware }: Route, path: string): ListPlace | null {
  const panel = panelOfRoute(name)
  const { userId } = ctx.actor
  if (!panel || !name || !userId) return null
  const door = ([...middleware.all()] as Door[]).find((one) => one.name === 'panel')
  if (!door) return null
  const permission = door.args?.permission ?? null
  const audience = audienceOf(panel, permission, ctx.access)
  return { list: name, path, panel, permission, userId, audience, tenantId: audience === 'company' ? ctx.access.tenantId : null }
}

/** Pages of one's own account show the company's things where only its members may open them. */
function audienceOf(panel: PanelName, permission: Permission | null, { tenantId }: Access): ListPlace['audience'] {
  if (OF_STAFF.includes(panel)) return 'platform'
  const isOfCompany = OF_COMPANIES.includes(panel) || (panel === 'account' && isForMembers(permission))
  return isOfCompany && tenantId ? 'company' : 'nobody'
}

const isForMembers = (permission: Permission | null) =>
  !!permission && !!listPermissions().find(({ code }) => code === permission)?.grant.tenant
