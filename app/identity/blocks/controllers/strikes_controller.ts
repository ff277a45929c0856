import { inject } from '@adonisjs/core'
import UserPolicy from '#identity/policies/user_policy'
import { findAccount } from '#identity/queries/find_account'
import { GiveStrike } from '#identity/blocks/give_strike'
import { findStrikeOwner, STRIKE_KINDS } from '#identity/blocks/strike'
import { strikeValidator } from '#identity/blocks/validators'
import { reasonValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

/** Strikes of an account. */
@inject()
export default class StrikesController {
  constructor(private readonly strikes: GiveStrike) {}

  async create({ bouncer, params, view, i18n }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('strike', account)
    const kinds = STRIKE_KINDS.map((value) => ({ value, label: i18n.t(`rights.kind_${value}`) }))
    return view.render('rights/operator/strike', { account, kinds })
  }

  async store({ actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('strike', account)
    const { weight = 1, ...strike } = await request.validateUsing(strikeValidator)
    const { proposalId } = await this.strikes.handle({ actor, userId: account.id, weight, ...strike })
    session.flash('success', i18n.t(proposalId ? 'rights.strike_proposes_block' : 'rights.strike_given'))
    return response.redirect().toRoute('operator.users.show', { id: account.id })
  }

  async confirmWithdrawal({ bouncer, params, view }: HttpContext) {
    const account = await findAccount(await findStrikeOwner(params.id as string))
    await bouncer.with(UserPolicy).authorize('strike', account)
    return view.render('rights/operator/withdraw_strike', { account, strikeId: params.id as string })
  }

  async destroy({ actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    const account = await findAccount(await findStrikeOwner(params.id as string))
    await bouncer.with(UserPolicy).authorize('strike', account)
    const { reason } = await request.validateUsing(reasonValidator)
    await this.strikes.withdraw({ actor, strikeId: params.id as string, reason })
    session.flash('success', i18n.t('rights.strike_withdrawn_done'))
    return response.redirect().toRoute('operator.users.show', { id: account.id })
  }
}
