import { inject } from '@adonisjs/core'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import { RegisterByProvider } from '#identity/providers/register_by_provider'
import { findEnabledProvider } from '#identity/providers/provider'
import { dropPendingIdentity, readPendingIdentity } from '#identity/providers/pending_identity'
import { hasOwnAccount } from '#identity/providers/known_address'
import { showProblem } from '#identity/providers/controllers/provider_problem'
import { newAccountValidator } from '#identity/providers/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Somebody a provider vouched for and nobody knows: a new account, or the one they have. */
@inject()
export default class NewAccountsController {
  constructor(
    private readonly register: RegisterByProvider,
    private readonly finishSignIn: FinishSignIn
  ) {}

  async create(ctx: HttpContext) {
    const pending = readPendingIdentity(ctx)
    if (!pending) return ctx.response.redirect().toRoute('session.create')
    if (ctx.user) return ctx.response.redirect().toRoute('account.connections.pending')
    const provider = await findEnabledProvider(pending.slug)
    const { person } = pending
    return ctx.view.render('identity/public/new_account', {
      ...{ provider, person, isKnown: await hasOwnAccount(person), isOpen: provider.registration === 'open' },
    })
  }

  async store(ctx: HttpContext) {
    const pending = readPendingIdentity(ctx)
    if (!pending) return ctx.response.redirect().toRoute('session.create')
    const { full_name: fullName, email } = await ctx.request.validateUsing(newAccountValidator)
    const provider = await findEnabledProvider(pending.slug)
    try {
      const locale = ctx.i18n.locale === 'ru' ? 'ru' : 'en'
      const registered = await this.register.handle({
        actor: ctx.actor,
        ip: ctx.request.ip(),
        provider,
        person: pending.person,
        fullName,
        email,
        locale,
      })
      dropPendingIdentity(ctx)
      if (registered === null) return ctx.view.render('identity/public/new_account_mail', { email, provider })
      ctx.session.flash('success', ctx.i18n.t('providers.welcome', { name: registered.fullName }))
      const path = await this.finishSignIn.handle(ctx, { user: registered, method: 'provider', next: pending.next })
      return ctx.response.redirect().toPath(path)
    } catch (error) {
      return showProblem(ctx, error, provider)
    }
  }
}
