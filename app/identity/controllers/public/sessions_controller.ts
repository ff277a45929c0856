import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { landingPath } from '#identity/landing_path'
import { endPanelSignIn } from '#identity/sessions/panel_sign_ins'
import { deviceTokenOf } from '#identity/sign_in/device_cookie'
import { signInValidator } from '#identity/validators/account'
import { SettleDevice } from '#identity/devices/settle_device'
import { listProviderButtons } from '#identity/providers/provider_buttons'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import VerifyCredentials from '#identity/actions/verify_credentials'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class SessionsController {
  constructor(
    private readonly verifyCredentials: VerifyCredentials,
    private readonly finishSignIn: FinishSignIn,
    private readonly settleDevice: SettleDevice
  ) {}

  async create({ user, access, view, request, response }: HttpContext) {
    const next = ownPath(request.qs().next, '')
    if (user) return response.redirect().toPath(next || landingPath(access))
    return view.render('identity/public/sign_in', { next, providers: await listProviderButtons(next) })
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const credentials = await request.validateUsing(signInValidator)
    const user = await this.verifyCredentials.handle({ ...credentials, ip: request.ip(), deviceToken: deviceTokenOf(ctx) })
    return response.redirect().toPath(await this.finishSignIn.handle(ctx, { user, method: 'password', next: request.input('next') }))
  }

  /** The stored session is emptied and its id changes: a copied cookie is a guest's from now on. */
  async destroy(ctx: HttpContext) {
    const { auth, session, response, user } = ctx
    if (user?.signInId) await endPanelSignIn(user)
    await this.settleDevice.signOut(ctx)
    await auth.use('web').logout()
    session.clear()
    session.regenerate()
    return response.redirect().toPath('/')
  }
}
