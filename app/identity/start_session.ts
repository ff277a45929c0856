import { PROVED_AT_KEY, SIGNED_IN_AT_KEY } from '#identity/session_keys'
import { beginPanelSignIn } from '#identity/sessions/panel_sign_ins'
import { findIdentity } from '#identity/queries/find_identity'
import { GUEST_ACCESS, UserAccess } from '#identity/user_access'
import type { Access } from '#core/rights'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

/** Signs in under a new session id; the session is tagged, so that blocking the user can end it. Answers the user's rights. */
export async function startSession(ctx: HttpContext, user: User, methods = ['password']): Promise<Access> {
  const { auth, session } = ctx
  await beginPanelSignIn(ctx, user, methods)
  await auth.use('web').login(user)
  await session.tag(user.id)
  session.put(SIGNED_IN_AT_KEY, Date.now())
  markProved(ctx)
  const identity = await findIdentity(user.id)
  return identity ? new UserAccess(identity.grants, user.lastTenantId) : GUEST_ACCESS
}

/** Dangerous acts are open for some minutes from now on. */
export const markProved = ({ session }: HttpContext): void => session.put(PROVED_AT_KEY, Date.now())

/** A proof that somebody else vouches for is as old as they say, however new the session. */
export const capProof = ({ session }: HttpContext, provedAt: number): void =>
  session.put(PROVED_AT_KEY, Math.min(provedAt, Number(session.get(PROVED_AT_KEY, 0))))

/** Whether the user's sessions were ended, by a block or a new password, after this one began. */
export function isOutdated({ session }: HttpContext, user: User): boolean {
  if (!user.sessionsValidAfter) return false
  return Number(session.get(SIGNED_IN_AT_KEY, 0)) < user.sessionsValidAfter.toMillis()
}
