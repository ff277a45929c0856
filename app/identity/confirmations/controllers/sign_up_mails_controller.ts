import mail from '@adonisjs/mail/services/main'
import { inject } from '@adonisjs/core'
import { AttemptLimits } from '#identity/attempt_limits'
import { RateLimited } from '#identity/exceptions'
import { readSignUp } from '#identity/sign_in/pending_sign_up'
import { RequestConfirmation } from '#identity/confirmations/actions/request_confirmation'
import type { HttpContext } from '@adonisjs/core/http'

/** Between a registration by page and the click in its mail. Looks the same whether the address was taken or not. */
@inject()
export default class SignUpMailsController {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly requestConfirmation: RequestConfirmation
  ) {}

  async show(ctx: HttpContext) {
    const signUp = readSignUp(ctx)
    if (!signUp) return ctx.response.redirect().toRoute('registration.create')
    const isSink = mail.config.default === 'sink'
    return ctx.view.render('identity/public/check_mail', { address: signUp.email, isSink })
  }

  async store(ctx: HttpContext) {
    const { request, response, session, i18n } = ctx
    await this.limits.mailRequest(request.ip())
    const signUp = readSignUp(ctx)
    if (signUp?.userId) await this.#resend(signUp.userId, signUp.email)
    session.flash('success', i18n.t('account.sent_again'))
    return response.redirect().toRoute('sign_up_mail.show')
  }

  /** Too many are not told: who took another's address would learn that there is somebody to mail to. */
  #resend = (userId: string, value: string) =>
    this.requestConfirmation.handle({ userId, about: 'sign_up', value }).catch((error) => {
      if (!(error instanceof RateLimited)) throw error
    })
}
