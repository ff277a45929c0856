import type { Permission } from '#core/rights'

/** Parts of the API with tokens of their own: what was given out for one opens no other. */
export const SURFACES = ['api', 'admin', 'merchant', 'trader', 'support'] as const

export type Surface = (typeof SURFACES)[number]
export type Audience = `rialto:${Surface}`

export const audienceOf = (surface: Surface): Audience => `rialto:${surface}`
export const AUDIENCES = SURFACES.map(audienceOf)

/** The hat one wears on a surface; the API at large needs none. */
const HATS: Record<Exclude<Surface, 'api'>, Permission> = {
  admin: 'identity.use_admin_api',
  merchant: 'identity.use_merchant_api',
  trader: 'identity.use_trader_api',
  support: 'identity.use_support_api',
}

export const hatFor = (surface: Surface): Permission | null => (surface === 'api' ? null : HATS[surface])

/** With `/api/v1` or, of those doors that are known without it, at the root. */
const OWN_SURFACE = /^\/api\/v1\/(admin|merchant|trader|support)(?:\/|$)|^\/(merchant|trader|support)\/auth\//

/** Which surface a route belongs to: told by its address, so that no new route can forget to say. */
export function surfaceOf(pattern: string): Surface {
  const [, prefixed, atRoot] = OWN_SURFACE.exec(pattern) ?? []
  return (prefixed ?? atRoot ?? 'api') as Surface
}

/** Clients of the registry administer with the token they sign in for; staff may ask for one that opens nothing else. */
export const isAccepted = (audience: Audience, surface: Surface): boolean =>
  audience === audienceOf(surface) || (surface === 'admin' && audience === audienceOf('api'))
