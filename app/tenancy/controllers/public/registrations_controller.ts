import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { landingPath } from '#identity/landing_path'
import { listProviderButtons } from '#identity/providers/provider_buttons'
import { putSignUp } from '#identity/sign_in/pending_sign_up'
import { signUpValidator } from '#tenancy/validators/tenancy'
import SignUpByPage from '#tenancy/actions/sign_up_by_page'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class RegistrationsController {
  constructor(private readonly signUpByPage: SignUpByPage) {}

  async create({ user, access, view, request, response }: HttpContext) {
    const next = ownPath(request.qs().next, '')
    if (user) return response.redirect().toPath(next || landingPath(access))
    return view.render('tenancy/public/sign_up', { next, providers: await listProviderButtons(next) })
  }

  /** The same for everybody: look at your mail. */
  async store(ctx: HttpContext) {
    const { request, response, actor, i18n } = ctx
    const input = await request.validateUsing(signUpValidator)
    const userId = await this.signUpByPage.handle({
      actor,
      ip: request.ip(),
      email: input.email,
      password: input.password,
      fullName: input.full_name,
      companyName: input.company_name,
      locale: i18n.locale === 'ru' ? 'ru' : 'en',
    })
    putSignUp(ctx, { userId, email: input.email, next: ownPath(request.input('next'), '') })
    return response.redirect().toRoute('sign_up_mail.show')
  }
}
