import { inject } from '@adonisjs/core'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import { readSignUp, dropSignUp } from '#identity/sign_in/pending_sign_up'
import ConfirmEmail, { findConfirmationLink } from '#identity/confirmations/actions/confirm_email'
import type { HttpContext } from '@adonisjs/core/http'

/** The page behind the link of a confirmation mail. */
@inject()
export default class ConfirmationsController {
  constructor(
    private readonly confirmEmail: ConfirmEmail,
    private readonly finishSignIn: FinishSignIn
  ) {}

  /** Looking at it uses nothing up: programs that read mail open links, too. */
  async show({ params, response, view }: HttpContext) {
    const { value } = await findConfirmationLink(params.token)
    response.header('Referrer-Policy', 'same-origin').header('Cache-Control', 'no-store')
    return view.render('identity/public/confirm_email', { token: params.token, address: value })
  }

  /** Who registered in this very browser gave their password a moment ago and is let in. */
  async store(ctx: HttpContext) {
    const { actor, params, response, session, i18n } = ctx
    const user = await this.confirmEmail.handle({ actor, token: params.token })
    const signUp = readSignUp(ctx)
    if (signUp?.userId === user.id) {
      dropSignUp(ctx)
      session.flash('success', i18n.t('account.email_confirmed'))
      return response.redirect().toPath(await this.finishSignIn.handle(ctx, { user, method: 'password', next: signUp.next }))
    }
    session.flash('success', i18n.t(ctx.user ? 'account.email_confirmed' : 'account.email_confirmed_sign_in'))
    return response.redirect().toRoute(ctx.user ? 'account.contacts.show' : 'session.create')
  }
}
