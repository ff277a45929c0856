import { inject } from '@adonisjs/core'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import { putSignUp } from '#identity/sign_in/pending_sign_up'
import { RegisterByProvider, type Registered } from '#identity/providers/register_by_provider'
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
      const { actor, request } = ctx
      const registered = await this.register.handle({ actor, ip: request.ip(), provider, person: pending.person, fullName, email, locale })
      dropPendingIdentity(ctx)
      return ctx.response.redirect().toPath(await this.#goOn(ctx, registered, pending.next))
    } catch (error) {
      return showProblem(ctx, error, provider)
    }
  }

  async #goOn(ctx: HttpContext, registered: Registered, next: string): Promise<string> {
    if (registered.user === null) {
      putSignUp(ctx, { userId: registered.asleepId, email: registered.email, next })
      return '/sign-up/check-mail'
    }
    ctx.session.flash('success', ctx.i18n.t('providers.welcome', { name: registered.user.fullName }))
    return this.finishSignIn.handle(ctx, { user: registered.user, method: 'provider', next })
  }
}
