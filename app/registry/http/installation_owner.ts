import { isId } from '#core/ids'
import { Forbidden } from '#core/http/exceptions'
import { InstallationNotFound } from '#runtime/exceptions/installation_refused'
import type { HttpContext } from '@adonisjs/core/http'
import type { InstallationKey } from '#runtime/installations/installation'

export type Right = 'view' | 'manage'

/** The same controllers serve a tenant's plugins and, under the operator's addresses, the platform's own. */
export const isPlatforms = ({ route }: Pick<HttpContext, 'route'>): boolean => /^(operator|api\.platform_)/.test(route?.name ?? '')

/** Whose plugins a request is about: the tenant of token or session, or null for the platform. Throws `Forbidden`. */
export function ownerOf(ctx: HttpContext, right: Right): string | null {
  const { access } = ctx
  if (isPlatforms(ctx)) {
    if (!access.can('runtime.operate')) throw new Forbidden()
    return null
  }
  if (!access.tenantId || !access.can(`runtime.${right}`)) throw new Forbidden()
  return access.tenantId
}

/** The installation an address names, as its owner finds it. */
export function keyOf(ctx: HttpContext, right: Right): InstallationKey {
  const tenantId = ownerOf(ctx, right)
  const id = ctx.params.id as unknown
  if (!isId(id)) throw new InstallationNotFound()
  return { id, tenantId }
}
