import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import UserPolicy from '#identity/policies/user_policy'
import BlockUser from '#identity/actions/block_user'
import UnblockUser from '#identity/actions/unblock_user'
import { findAccount } from '#identity/queries/find_account'
import { blockValidator } from '#identity/blocks/validators'
import { reasonValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class BlocksController {
  constructor(
    private readonly blockUser: BlockUser,
    private readonly unblockUser: UnblockUser
  ) {}

  /** What blocking, or lifting the block, will do. */
  async create({ bouncer, params, view }: HttpContext) {
    const account = await findAccount(params.id)
    await bouncer.with(UserPolicy).authorize('block', account)
    return view.render('identity/operator/block', { account })
  }

  async store({ actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    const account = await findAccount(params.id)
    await bouncer.with(UserPolicy).authorize('block', account)
    const { days, ...block } = await request.validateUsing(blockValidator)
    const expiresAt = days ? Clock.now().plus({ days }) : null
    const user = await this.blockUser.handle({ actor, userId: account.id, ...block, expiresAt })
    session.flash('success', i18n.t('identity.blocked', { name: user.fullName }))
    return response.redirect().toRoute('operator.users.show', { id: user.id })
  }

  async destroy({ actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    const account = await findAccount(params.id)
    await bouncer.with(UserPolicy).authorize('block', account)
    const { reason } = await request.validateUsing(reasonValidator)
    const user = await this.unblockUser.handle({ actor, userId: account.id, reason })
    session.flash('success', i18n.t('identity.unblocked', { name: user.fullName }))
    return response.redirect().toRoute('operator.users.show', { id: user.id })
  }
}
