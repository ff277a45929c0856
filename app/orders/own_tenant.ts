import { Forbidden } from '#core/http/exceptions'
import type { Access } from '#core/rights'

/** The tenant whose orders a request may see: that of the session or token, never of an address or a body. */
export function ownTenant({ access }: { access: Access }): { tenantId: string } {
  if (!access.tenantId) throw new Forbidden()
  return { tenantId: access.tenantId }
}
