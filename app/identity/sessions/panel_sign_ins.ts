import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'
import { LiveConnections } from '#identity/live/live_connections'
import { assertStillStands } from '#identity/sign_in/assert_still_stands'
import { ensureDeviceToken, hashDeviceToken } from '#identity/sign_in/device_cookie'
import { endSameBrowser } from '#identity/sessions/end_same_browser'
import { clientOf } from '#identity/tokens/client_of'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

/** Sign-ins to panels stand among those by API, under an audience of their own: they have no tokens, their session is the proof. */
export const PANEL_AUDIENCE = 'panel'

const SEEN_AT_KEY = 'seen_at'
/** A write per request would cost more than the list is worth. */
const SEEN_EVERY_MS = 5 * 60 * 1000

/** A new sign-in of the session that begins; the one it takes the place of is over. `user`: as read before the proof. */
export async function beginPanelSignIn(ctx: HttpContext, user: User, methods: string[]): Promise<void> {
  const { request, session, user: before } = ctx
  const { ip, userAgent } = clientOf(request)
  const browserHash = hashDeviceToken(ensureDeviceToken(ctx))
  const id = newId()
  await db.transaction(async (trx) => {
    await assertStillStands(trx, user)
    await endSameBrowser(trx, { userId: user.id, browserHash, methods })
    const from = { user_agent: userAgent, last_ip: ip, browser_hash: browserHash }
    await trx.table('refresh_families').insert({ id, user_id: user.id, audience: PANEL_AUDIENCE, methods, ...from })
  })
  if (before?.signInId) await endPanelSignIn(before)
  session.put(SEEN_AT_KEY, Date.now())
  user.signInId = id
}

/** Signed out; what its pages listen to closes, in every process. */
export async function endPanelSignIn({ id, signInId }: User): Promise<void> {
  await sqlRun(
    db,
    `update refresh_families set revoked_at = now(), revoked_reason = 'signed out' where id = ? and user_id = ? and revoked_at is null`,
    [signInId, id]
  )
  const live = await app.container.make(LiveConnections)
  await live.announce(id)
}

/** Keeps "last seen" true to some minutes. */
export async function noteSeen({ request, session }: HttpContext, { signInId }: User): Promise<void> {
  if (!signInId || Date.now() - Number(session.get(SEEN_AT_KEY, 0)) < SEEN_EVERY_MS) return
  session.put(SEEN_AT_KEY, Date.now())
  await sqlRun(db, 'update refresh_families set last_used_at = now(), last_ip = ? where id = ?', [request.ip(), signInId])
}
