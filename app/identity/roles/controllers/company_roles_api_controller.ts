import { inject } from '@adonisjs/core'
import RolePolicy from '#identity/policies/role_policy'
import { listCustomRoles } from '#identity/roles/custom_role'
import { SaveCustomRole } from '#identity/roles/save_custom_role'
import { BindCustomRole } from '#identity/roles/bind_custom_role'
import { toRoleJson } from '#identity/roles/role_json'
import { newRoleValidator, roleChangeValidator } from '#identity/roles/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Roles that a company made for its own people; another company's are not there. */
@inject()
export default class CompanyRolesApiController {
  constructor(
    private readonly roles: SaveCustomRole,
    private readonly bindings: BindCustomRole
  ) {}

  async index({ access, bouncer }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    return { data: (await listCustomRoles(access.tenantId)).map(toRoleJson) }
  }

  async store({ access, actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const { description = '', ...content } = await request.validateUsing(newRoleValidator)
    const role = await this.roles.create({ actor, access, tenantId: access.tenantId, description, ...content })
    return response.created({ data: toRoleJson(role) })
  }

  async update({ access, actor, bouncer, params, request }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const { version: expectedVersion, ...change } = await request.validateUsing(roleChangeValidator)
    const role = await this.roles.update({
      actor,
      access,
      tenantId: access.tenantId,
      roleId: params.id as string,
      expectedVersion,
      ...change,
    })
    return { data: toRoleJson(role) }
  }

  async destroy({ access, actor, bouncer, params, response }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    await this.roles.remove({ actor, access, tenantId: access.tenantId, roleId: params.id as string })
    return response.noContent()
  }

  grant(ctx: HttpContext) {
    return this.#bind(ctx, true)
  }

  revoke(ctx: HttpContext) {
    return this.#bind(ctx, false)
  }

  async #bind({ access, actor, bouncer, params, response }: HttpContext, granted: boolean) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const { id: roleId, user: userId } = params as { id: string; user: string }
    await this.bindings.handle({ actor, access, tenantId: access.tenantId, roleId, userId, granted })
    return response.noContent()
  }
}
