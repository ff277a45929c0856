import type { HttpContext } from '@adonisjs/core/http'

/** `userId` is null where the address was taken: the session looks the same from outside. */
type PendingSignUp = { userId: string | null; email: string; next: string; at: number }

const KEY = 'pending_sign_up'
const GOOD_FOR_MS = 60 * 60 * 1000

/** Somebody registered in this browser and owes the click in the mail. Under a new session id: a planted one gains nothing. */
export function putSignUp({ session }: HttpContext, signUp: Omit<PendingSignUp, 'at'>): void {
  session.regenerate()
  session.put(KEY, { ...signUp, at: Date.now() })
}

export function readSignUp({ session }: HttpContext): PendingSignUp | null {
  const signUp = session.get(KEY) as PendingSignUp | undefined
  return signUp && Date.now() - signUp.at < GOOD_FOR_MS ? signUp : null
}

export const dropSignUp = ({ session }: HttpContext): void => session.forget(KEY)
