import router from '@adonisjs/core/services/router'
import { isGranted } from '#core/modules'
import { PLATFORM_ROLES, TENANT_ROLES, type Permission } from '#core/rights'
import type { UserOptions } from '#tests/support/users'
import type Tenant from '#tenancy/models/tenant'

export type PageRoute = {
  method: 'GET' | 'POST'
  pattern: string
  name: string
  /** Undefined outside the panels; null in panels that every signed-in person has. */
  permission?: Permission | null
  needsSignIn: boolean
}

type StoredMiddleware = { name?: string; args?: { permission?: Permission | null } }

/** Every route a browser may use: what goes through the session's group. Taken from the router, so that none is forgotten. */
export function listPages(): PageRoute[] {
  return Object.values(router.toJSON())
    .flat()
    .map((route) => ({ route, middleware: [...route.middleware.all()] as StoredMiddleware[] }))
    .filter(({ middleware }) => middleware.some(({ name }) => name === 'shield'))
    .map(({ route, middleware }) => ({
      method: route.methods.includes('POST') ? 'POST' : 'GET',
      pattern: route.pattern,
      name: route.name ?? '',
      permission: middleware.find(({ name }) => name === 'panel')?.args?.permission,
      needsSignIn: middleware.some(({ name }) => name === 'auth'),
    }))
}

export const getPages = () => listPages().filter(({ method, pattern }) => method === 'GET' && !pattern.startsWith('/__transmit'))
export const postPages = () => listPages().filter(({ method, pattern }) => method === 'POST' && !pattern.startsWith('/__transmit'))

/** Who is asked to open a page, least first: the least role that has the panel's permission, and owners of the company. */
export function holdersOf({ permission }: PageRoute, tenant: Tenant): UserOptions[] {
  const owner: UserOptions = { tenant: { role: 'owner', of: tenant } }
  if (!permission) return [{ platform: ['user'] }, owner]
  const member = TENANT_ROLES.toReversed().find((role) => isGranted(permission, [], role))
  if (member) return [{ tenant: { role: member, of: tenant } }, owner]
  const staff = PLATFORM_ROLES.toReversed().find((role) => role !== 'superadmin' && isGranted(permission, [role], null))
  return [{ platform: [staff ?? 'superadmin'] }]
}

const PARAMETER = /:\w+/g

export const hasParameters = ({ pattern }: PageRoute) => pattern.includes(':')

const shapes = new Map<string, RegExp>()

/** Whether an address is one of this route's. */
export function matches({ pattern }: PageRoute, url: string): boolean {
  const shape = shapes.get(pattern) ?? new RegExp(`^${pattern.replace(PARAMETER, '[^/]+')}$`)
  shapes.set(pattern, shape)
  return shape.test(url.split('?')[0])
}
