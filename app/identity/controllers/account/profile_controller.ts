import { inject } from '@adonisjs/core'
import { LOCALE_COOKIE } from '#core/middleware/locale_middleware'
import { listSignIns } from '#identity/queries/find_account'
import { startSession } from '#identity/start_session'
import { passwordChangeValidator, profileValidator } from '#identity/validators/account'
import ChangePassword from '#identity/actions/change_password'
import UpdateProfile from '#identity/actions/update_profile'
import type { HttpContext } from '@adonisjs/core/http'

/** One's own account. There is no id in the path: nobody reaches another's. */
@inject()
export default class ProfileController {
  constructor(
    private readonly updateProfile: UpdateProfile,
    private readonly changePassword: ChangePassword
  ) {}

  index({ response }: HttpContext) {
    return response.redirect().toRoute('account.profile.show')
  }

  async show({ user, view }: HttpContext) {
    return view.render('identity/account/profile', { signIns: await listSignIns(user!.id) })
  }

  async update({ actor, user, request, response, session, i18n }: HttpContext) {
    const meta = { current: user!.username }
    const { full_name: fullName, locale, username } = await request.validateUsing(profileValidator, { meta })
    await this.updateProfile.handle({ actor, userId: user!.id, fullName, locale, username })
    response.plainCookie(LOCALE_COOKIE, locale, { maxAge: '365d', encode: false })
    session.flash('success', i18n.t('identity.profile_saved'))
    return response.redirect().toRoute('account.profile.show')
  }

  /** Every other session ends; this one goes on under a new id. */
  async password(ctx: HttpContext) {
    const { actor, user, request, response, session, i18n } = ctx
    const { current_password: current, password } = await request.validateUsing(passwordChangeValidator)
    await this.changePassword.handle({ actor, user: user!, current, password, ip: request.ip() })
    await startSession(ctx, await user!.refresh())
    session.flash('success', i18n.t('identity.password_changed'))
    return response.redirect().toRoute('account.profile.show')
  }
}
