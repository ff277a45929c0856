import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { ChangeRole } from '#identity/roles/change_role'
import RolePolicy from '#identity/policies/role_policy'
import { anyRoleValidator } from '#identity/roles/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { PlatformRole } from '#core/rights'

/** Platform roles of an account: system roles by name, roles that people made by id. */
@inject()
export default class RolesController {
  constructor(private readonly changeRole: ChangeRole) {}

  store(ctx: HttpContext) {
    return this.#change(ctx, true)
  }

  destroy(ctx: HttpContext) {
    return this.#change(ctx, false)
  }

  async #change(ctx: HttpContext, granted: boolean) {
    await ctx.bouncer.with(RolePolicy).authorize('managePlatform')
    const { params, request, response, session, i18n } = ctx
    const userId = params.id as string
    const { role, reason } = await request.validateUsing(anyRoleValidator)
    const which = isId(role) ? { roleId: role } : { role: role as PlatformRole }
    const { proposalId } = await this.changeRole.handle(ctx, { userId, granted, reason, ...which })
    const done = granted ? 'identity.role_granted' : 'identity.role_revoked'
    session.flash('success', i18n.t(proposalId ? 'rights.role_proposed' : done))
    return response.redirect().toRoute('operator.users.show', { id: userId })
  }
}
