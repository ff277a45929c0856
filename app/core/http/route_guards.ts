import { isApiPath } from '#core/http/api_path'
import { findOperation } from '#core/http/openapi/operation'
import type { Route, RouteGroup } from '@adonisjs/core/http'
import type { RouteJSON } from '@adonisjs/core/types/http'

type Named = { name?: string; args?: { permission?: string | null } }
type Asked = Pick<RouteJSON, 'pattern' | 'methods' | 'name' | 'middleware'>

/** Routes that anybody may ask for, said so where they are declared. */
const open = new Set<Route>()

/** Declares a group open to everybody: the shop, sign-in. */
export function openToAll<Declared extends Route | RouteGroup>(declared: Declared): Declared {
  routesOf(declared).forEach((route) => open.add(route))
  return declared
}

/**
 * Routes nobody thought about: neither declared open, nor behind a sign-in, nor an operation that says who may call it. A panel
 * without a permission of its own is for the account's own pages only.
 * @param known patterns that are open, with the reason
 */
export function findUnguarded(routes: Asked[], known: Record<string, string> = {}): string[] {
  const openPatterns = new Set([...Object.keys(known), ...[...open].map((route) => route.toJSON().pattern)])
  return routes.flatMap((route) => complaintAbout(route, openPatterns.has(route.pattern)) ?? [])
}

/** Throws where a route is unguarded: asked at boot, so that such a one is never served. */
export function assertGuarded(routes: Asked[], known: Record<string, string>): void {
  const unguarded = findUnguarded(routes, known)
  if (unguarded.length) throw new Error(`Routes without a guard:\n${unguarded.join('\n')}`)
}

function complaintAbout({ methods, pattern, name, middleware }: Asked, isOpen: boolean): string | null {
  const say = (what: string) => `${methods.join('|')} ${pattern}: ${what}`
  const guards = [...middleware.all()] as Named[]
  const has = (guard: string) => guards.some((one) => one.name === guard)
  const door = guards.find((one) => one.name === 'panel')
  if (door) return door.args?.permission || pattern.startsWith('/account') ? null : say('its panel asks for no permission')
  if (isOpen) return null
  if (!isApiPath(pattern)) {
    return has('auth') || has('apiAuth') ? null : say('it asks nobody who they are, and is not declared open')
  }
  const operation = findOperation(name)
  if (!operation) return say('it is no operation, so nobody said who may call it')
  if (operation.roles.includes('public')) return null
  return has('apiAuth') ? null : say(`it is for ${operation.roles.join(', ')}, and asks nobody for a token`)
}

const routesOf = (declared: Route | RouteGroup): Route[] =>
  'routes' in declared ? declared.routes.flatMap((one) => routesOf(one as Route | RouteGroup)) : [declared]
