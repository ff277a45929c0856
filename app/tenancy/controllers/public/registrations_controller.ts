import { inject } from '@adonisjs/core'
import { ownPath } from '#identity/own_path'
import { landingPath } from '#identity/landing_path'
import { listProviderButtons } from '#identity/providers/provider_buttons'
import { startSession } from '#identity/start_session'
import { signUpValidator } from '#tenancy/validators/tenancy'
import RegisterAccount from '#tenancy/actions/register_account'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class RegistrationsController {
  constructor(private readonly registerAccount: RegisterAccount) {}

  async create({ user, access, view, request, response }: HttpContext) {
    const next = ownPath(request.qs().next, '')
    if (user) return response.redirect().toPath(next || landingPath(access))
    return view.render('tenancy/public/sign_up', { next, providers: await listProviderButtons(next) })
  }

  async store(ctx: HttpContext) {
    const { request, response, actor, i18n, session } = ctx
    const input = await request.validateUsing(signUpValidator)
    const { user } = await this.registerAccount.handle({
      actor,
      ip: request.ip(),
      email: input.email,
      password: input.password,
      fullName: input.full_name,
      companyName: input.company_name,
      locale: i18n.locale === 'ru' ? 'ru' : 'en',
    })
    const access = await startSession(ctx, user)
    session.flash('success', i18n.t('tenancy.signed_up', { name: user.fullName }))
    return response.redirect().toPath(ownPath(request.input('next'), landingPath(access)))
  }
}
