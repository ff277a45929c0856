import { Unauthenticated } from '#core/http/exceptions'
import type { Actor } from '#core/actor'

/** The actor of a request that needs a user; guests get 401. */
export function signedIn({ actor }: { actor: Actor }): Actor & { userId: string } {
  if (!actor.userId) throw new Unauthenticated()
  return { ...actor, userId: actor.userId }
}
