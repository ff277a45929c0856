import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { landingPath } from '#identity/landing_path'
import { startSession } from '#identity/start_session'
import { SecondFactor } from '#identity/second_factor/second_factor'
import { giveBackForm } from '#identity/step_up/interrupted_form'
import { SettleDevice } from '#identity/devices/settle_device'
import { keepWishes } from '#identity/devices/device_wishes'
import { deviceTokenOf, ensureDeviceToken } from '#identity/sign_in/device_cookie'
import { clientOf } from '#identity/tokens/client_of'
import { dropPending, putPending, type SignInMethod } from '#identity/sign_in/pending_sign_in'
import RecordSignIn from '#identity/actions/record_sign_in'
import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

export type { SignInMethod } from '#identity/sign_in/pending_sign_in'

const SECOND_FACTOR_PATH = '/sign-in/second-factor'

/** Everything that ends in a panel session goes through here, whatever the proof was. */
@inject()
export class FinishSignIn {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly recordSignIn: RecordSignIn,
    private readonly settleDevice: SettleDevice
  ) {}

  /** After the first proof. Answers the path to go to: the landing page with the session begun, or the second factor's. */
  async handle(ctx: HttpContext, input: { user: User; method: SignInMethod; next: string }): Promise<string> {
    const { user, method, next } = input
    const isDemanded = await this.secondFactor.isDemanded(user, { method, deviceToken: deviceTokenOf(ctx) })
    keepWishes(ctx)
    if (!isDemanded) return this.complete(ctx, { user, methods: [method], next })
    putPending(ctx, { userId: user.id, method, next: ownPath(next, '') })
    return SECOND_FACTOR_PATH
  }

  /** After the last proof: begins the session and records it. Answers the path to go to. */
  async complete(ctx: HttpContext, { user, methods, next }: { user: User; methods: string[]; next: string }): Promise<string> {
    dropPending(ctx)
    const deviceToken = ensureDeviceToken(ctx)
    const access = await startSession(ctx, user, methods)
    await this.recordSignIn.handle({
      actor: ctx.actor,
      user,
      door: 'panel',
      methods,
      device: { deviceToken, userAgent: clientOf(ctx.request).userAgent },
    })
    await this.settleDevice.handle(ctx, { user, methods, deviceToken })
    const path = ownPath(next, landingPath(access))
    giveBackForm(ctx, { userId: user.id, path })
    return path
  }
}
