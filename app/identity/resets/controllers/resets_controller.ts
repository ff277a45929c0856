import { inject } from '@adonisjs/core'
import { newPasswordValidator, resetRequestValidator } from '#identity/resets/validators'
import { describeLeft } from '#identity/resets/describe_left'
import { ensureDeviceToken } from '#identity/sign_in/device_cookie'
import { vouchForDevice } from '#identity/sign_in/known_devices'
import RequestPasswordReset from '#identity/resets/actions/request_password_reset'
import ResetPassword, { findResetLink } from '#identity/resets/actions/reset_password'
import type { HttpContext } from '@adonisjs/core/http'

/** The way back in for whoever lost their password. */
@inject()
export default class ResetsController {
  constructor(
    private readonly requestPasswordReset: RequestPasswordReset,
    private readonly resetPassword: ResetPassword
  ) {}

  create({ view }: HttpContext) {
    return view.render('identity/public/reset_request')
  }

  async store({ request, response, session, i18n }: HttpContext) {
    const { email } = await request.validateUsing(resetRequestValidator)
    await this.requestPasswordReset.handle({ email, ip: request.ip() })
    session.flash('success', i18n.t('account.reset_sent'))
    return response.redirect().toRoute('password_reset.create')
  }

  /** Looking at the page uses nothing up: programs that read mail open links, too. */
  async edit({ params, response, view }: HttpContext) {
    await findResetLink(params.token)
    response.header('Referrer-Policy', 'same-origin').header('Cache-Control', 'no-store')
    return view.render('identity/public/reset', { token: params.token })
  }

  /** No session begins here: a second factor is still asked for. The browser is known, so strangers' guesses do not keep it out. */
  async update(ctx: HttpContext) {
    const { actor, params, request, response, session, i18n } = ctx
    const { password } = await request.validateUsing(newPasswordValidator)
    const { user, left } = await this.resetPassword.handle({ actor, token: params.token, password })
    await vouchForDevice(user.id, {
      deviceToken: ensureDeviceToken(ctx),
      ip: request.ip(),
      userAgent: request.header('user-agent') ?? null,
    })
    session.flash('success', i18n.t('account.reset_done'))
    const found = describeLeft(i18n, left)
    if (found) session.flash('warning', found)
    return response.redirect().toRoute('session.create')
  }
}
