import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Settings } from '#core/settings/settings'
import { startSession } from '#identity/start_session'
import { PROVED_AT_KEY } from '#identity/session_keys'
import { clientOf } from '#identity/tokens/client_of'
import { findIdentity } from '#identity/queries/find_identity'
import { trustedDeviceDays } from '#identity/devices/settings'
import { UseRemembered, type Used } from '#identity/devices/actions/use_remembered'
import { tieDevice } from '#identity/devices/tie_device'
import { dropRememberToken, putRememberToken, rememberTokenOf } from '#identity/devices/remember_cookie'
import RecordSignIn from '#identity/actions/record_sign_in'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

/** Begins a session for a browser that signs in by itself. It proves nothing anew: dangerous acts ask. */
@inject()
export class SignInRemembered {
  constructor(
    private readonly useRemembered: UseRemembered,
    private readonly recordSignIn: RecordSignIn,
    private readonly settings: Settings
  ) {}

  async handle(ctx: HttpContext): Promise<User | null> {
    const token = rememberTokenOf(ctx)
    if (!token) return null
    const actor = guestOf(ctx)
    const used = await this.useRemembered.handle(actor, token, clientOf(ctx.request))
    const identity = used && (await findIdentity(used.userId))
    if (!used || !identity || isEnded(identity.user, used)) {
      dropRememberToken(ctx)
      return null
    }
    await startSession(ctx, identity.user, ['remembered'])
    await tieDevice(db, identity.user.signInId, token.deviceId)
    ctx.session.put(PROVED_AT_KEY, 0)
    putRememberToken(ctx, used.next, await this.settings.get(trustedDeviceDays))
    await this.recordSignIn.handle({ actor, user: identity.user, door: 'panel', methods: ['remembered'] })
    return identity.user
  }
}

/** Everything was ended after the secret was looked at. */
const isEnded = ({ sessionsValidAfter }: User, { endedAt }: Used) => sessionsValidAfter?.toMillis() !== endedAt?.getTime()

const guestOf = ({ request }: HttpContext): Actor => ({
  kind: 'user',
  userId: null,
  tenantId: null,
  tokenId: null,
  ip: request.ip(),
  requestId: request.id() ?? null,
  label: null,
})
