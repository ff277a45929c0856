import { Clock } from '#core/clock'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'
import type { HttpContext } from '@adonisjs/core/http'

/** Somebody a provider vouched for, of whom no account is known yet. */
interface PendingIdentity {
  providerId: string
  slug: string
  person: ProviderPerson
  next: string
}

const KEY = 'pending_identity'
const GOOD_FOR_MS = 15 * 60_000

type Ctx = Pick<HttpContext, 'session'>

/** They choose next: a new account, or signing in to the one they have. It stays in this browser's session alone. */
export const putPendingIdentity = ({ session }: Ctx, pending: PendingIdentity): void =>
  session.put(KEY, { ...pending, until: Clock.now().toMillis() + GOOD_FOR_MS })

/** Null where there is none, or one from too long ago. */
export function readPendingIdentity({ session }: Ctx): PendingIdentity | null {
  const pending = session.get(KEY) as (PendingIdentity & { until: number }) | undefined
  return pending && pending.until > Clock.now().toMillis() ? pending : null
}

export const dropPendingIdentity = ({ session }: Ctx): void => session.forget(KEY)
