import { Forbidden } from '#core/http/exceptions'
import type { Actor } from '#core/actor'

/** The actor of a request of a tenant's member; from the session or token, never from an address or a body. */
export function memberActor({ actor }: { actor: Actor }): Actor & { tenantId: string } {
  const { tenantId } = actor
  if (!tenantId) throw new Forbidden()
  return { ...actor, tenantId }
}
