import { inject } from '@adonisjs/core'
import RolePolicy from '#identity/policies/role_policy'
import UserPolicy from '#identity/policies/user_policy'
import { ChangeRole } from '#identity/roles/change_role'
import { explainAccess } from '#identity/roles/explain_access'
import { objectOf } from '#identity/roles/object_address'
import { toExplanationJson } from '#identity/roles/role_json'
import { explainValidator, grantValidator } from '#identity/roles/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Roles of an account, and why it may do something or may not. */
@inject()
export default class UserRolesApiController {
  constructor(private readonly changeRole: ChangeRole) {}

  grant(ctx: HttpContext) {
    return this.#change(ctx, true)
  }

  revoke(ctx: HttpContext) {
    return this.#change(ctx, false)
  }

  async explain({ bouncer, params, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('explain')
    const { permission, object, tenant_id: tenantId } = await explainValidator.validate(request.qs())
    const userId = params.id as string
    return { data: toExplanationJson(await explainAccess({ userId, permission, object: objectOf(object), tenantId })) }
  }

  /** 202 where a second person has to confirm it first. */
  async #change(ctx: HttpContext, granted: boolean) {
    await ctx.bouncer.with(RolePolicy).authorize('managePlatform')
    const { role, role_id: roleId, reason } = await ctx.request.validateUsing(grantValidator)
    const userId = ctx.params.id as string
    const { changed, proposalId } = await this.changeRole.handle(ctx, { userId, granted, role, roleId, reason })
    return ctx.response.status(proposalId ? 202 : 200).json({ data: { changed, proposal_id: proposalId } })
  }
}
