import { inject } from '@adonisjs/core'
import { SetFirstPassword } from '#identity/passwords/actions/set_first_password'
import { newPasswordValidator } from '#identity/resets/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Who came by a provider or a passkey gives themselves a password, too. */
@inject()
export default class FirstPasswordsController {
  constructor(private readonly setFirstPassword: SetFirstPassword) {}

  create({ response, user, view }: HttpContext) {
    if (user!.passwordHash) return response.redirect().toRoute('account.profile.show')
    return view.render('identity/account/first_password')
  }

  async store({ actor, user, request, response, session, i18n }: HttpContext) {
    const { password } = await request.validateUsing(newPasswordValidator)
    await this.setFirstPassword.handle({ actor, user: user!, password })
    session.flash('success', i18n.t('account.first_password_set'))
    return response.redirect().toRoute('account.profile.show')
  }
}
