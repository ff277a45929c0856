import { inject } from '@adonisjs/core'
import UserPolicy from '#identity/policies/user_policy'
import { findAccount } from '#identity/queries/find_account'
import { ResetSecondFactors } from '#identity/second_factor/actions/reset_second_factors'
import { reasonValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

/** Staff takes somebody's second factors away, for who lost them all. */
@inject()
export default class FactorResetsController {
  constructor(private readonly resetSecondFactors: ResetSecondFactors) {}

  async create({ bouncer, params, view }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('resetSecondFactors', account)
    return view.render('rights/operator/reset_second_factors', { account })
  }

  async store(ctx: HttpContext) {
    const { response, session, i18n, params } = ctx
    await this.#reset(ctx)
    session.flash('success', i18n.t('rights.factors_reset'))
    return response.redirect().toRoute('operator.users.show', { id: params.id as string })
  }

  async storeByApi(ctx: HttpContext) {
    await this.#reset(ctx)
    return ctx.response.noContent()
  }

  async #reset({ actor, bouncer, params, request }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('resetSecondFactors', account)
    const { reason } = await request.validateUsing(reasonValidator)
    await this.resetSecondFactors.handle({ actor, userId: account.id, reason })
  }
}
