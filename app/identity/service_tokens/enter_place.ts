import ServiceTokenPolicy from '#identity/service_tokens/service_token_policy'
import { Forbidden } from '#core/http/exceptions'
import type { Place } from '#identity/service_tokens/service_scopes'
import type { HttpContext } from '@adonisjs/core/http'

const OF_THE_PLATFORM = /^\/(?:api\/v1\/admin|operator)\//

/** Whose tokens the route is about, once it is clear that the user may look after them. */
export async function enterPlace({ route, access, bouncer }: HttpContext): Promise<Place> {
  const isPlatform = OF_THE_PLATFORM.test(route!.pattern)
  if (!isPlatform && access.tenantId === null) throw new Forbidden()
  const place = isPlatform ? null : access.tenantId
  await bouncer.with(ServiceTokenPolicy).authorize('manage', place)
  return place
}
