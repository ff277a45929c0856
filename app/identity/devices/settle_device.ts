import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { clientOf } from '#identity/tokens/client_of'
import { takeWishes } from '#identity/devices/device_wishes'
import { trustedDeviceDays } from '#identity/devices/settings'
import { ForgetDevice } from '#identity/devices/actions/forget_device'
import { RememberDevice } from '#identity/devices/actions/remember_device'
import { dropRememberToken, putRememberToken, rememberTokenOf } from '#identity/devices/remember_cookie'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

/** What becomes of the browser at the end of a sign-in, and at the sign-out. */
@inject()
export class SettleDevice {
  constructor(
    private readonly rememberDevice: RememberDevice,
    private readonly forgetDevice: ForgetDevice,
    private readonly settings: Settings
  ) {}

  /** Only what was proved twice may skip the second proof next time. */
  async handle(ctx: HttpContext, { user, methods, deviceToken }: { user: User; methods: string[]; deviceToken: string }): Promise<void> {
    const wishes = takeWishes(ctx)
    const skipsSecondFactor = wishes.trust && methods.length > 1
    if (!wishes.remember && !skipsSecondFactor) return
    const { actor } = ctx
    const token = await this.rememberDevice.handle({
      actor,
      user,
      deviceToken,
      skipsSecondFactor,
      client: clientOf(ctx.request),
      signsIn: wishes.remember,
    })
    if (token) putRememberToken(ctx, token, await this.settings.get(trustedDeviceDays))
  }

  /** Whoever signs out here does not want to be signed in by itself. */
  async signOut(ctx: HttpContext): Promise<void> {
    const token = rememberTokenOf(ctx)
    if (token && ctx.user) await this.forgetDevice.signOut(token.deviceId, ctx.user.id)
    if (token) dropRememberToken(ctx)
  }
}
