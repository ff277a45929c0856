import type { OperationRole } from '#core/http/openapi/operation'

/** The same operations for a tenant's plugins and for the platform's own. */
export interface ApiOwner {
  /** `installations`, or `platform/installations`. */
  path: string
  /** `installations`, or `platform_installations`: controllers tell by the route's name whose they serve. */
  as: string
  tag: string
  readers: OperationRole[]
  managers: OperationRole[]
  /** Operation ids are unique over the whole API. */
  id: (name: string) => string
}

export const TENANT: ApiOwner = {
  ...{ path: 'installations', as: 'installations', tag: 'Plugin installations' },
  readers: ['tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'],
  managers: ['tenant:owner', 'tenant:admin'],
  id: (name) => name,
}

export const PLATFORM: ApiOwner = {
  ...{ path: 'platform/installations', as: 'platform_installations', tag: "The platform's own plugins" },
  readers: ['admin', 'superadmin'],
  managers: ['admin', 'superadmin'],
  id: (name) => `${name}OfPlatform`,
}
