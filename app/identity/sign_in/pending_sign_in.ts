import type { HttpContext } from '@adonisjs/core/http'

export type SignInMethod = 'password' | 'passkey' | 'provider'
export type PendingSignIn = { userId: string; method: SignInMethod; next: string; at: number }

const KEY = 'pending_sign_in'
const GOOD_FOR_MS = 10 * 60 * 1000

/** Somebody gave the first proof and owes the second. Under a new session id: a planted one learns nothing of it. */
export function putPending({ session }: HttpContext, pending: Omit<PendingSignIn, 'at'>): void {
  session.regenerate()
  session.put(KEY, { ...pending, at: Date.now() })
}

/** Null where nobody waits, or waited too long. */
export function readPending({ session }: HttpContext): PendingSignIn | null {
  const pending = session.get(KEY) as PendingSignIn | undefined
  return pending && Date.now() - pending.at < GOOD_FOR_MS ? pending : null
}

export const dropPending = ({ session }: HttpContext): void => session.forget(KEY)
