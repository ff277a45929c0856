import { inject } from '@adonisjs/core'
import UserPolicy from '#identity/policies/user_policy'
import ChangePlatformRole from '#identity/actions/change_platform_role'
import { findAccount } from '#identity/queries/find_account'
import { roleValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

/** Platform roles of an account. */
@inject()
export default class RolesController {
  constructor(private readonly changePlatformRole: ChangePlatformRole) {}

  store(ctx: HttpContext) {
    return this.#change(ctx, true)
  }

  destroy(ctx: HttpContext) {
    return this.#change(ctx, false)
  }

  async #change({ actor, bouncer, params, request, response, session, i18n }: HttpContext, granted: boolean) {
    const account = await findAccount(params.id)
    const { role, reason } = await request.validateUsing(roleValidator)
    await bouncer.with(UserPolicy).authorize('changeRole', account, role)
    await this.changePlatformRole.handle({ actor, userId: account.id, role, granted, reason })
    session.flash('success', i18n.t(granted ? 'identity.role_granted' : 'identity.role_revoked'))
    return response.redirect().toRoute('operator.users.show', { id: account.id })
  }
}
