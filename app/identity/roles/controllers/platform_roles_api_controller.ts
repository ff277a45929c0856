import { inject } from '@adonisjs/core'
import { listPermissions } from '#core/modules'
import RolePolicy from '#identity/policies/role_policy'
import { findCustomRole, listCustomRoles } from '#identity/roles/custom_role'
import { SaveCustomRole } from '#identity/roles/save_custom_role'
import { toPermissionJson, toRoleJson } from '#identity/roles/role_json'
import { newRoleValidator, roleChangeValidator } from '#identity/roles/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Permissions, and roles of the platform that people made. */
@inject()
export default class PlatformRolesApiController {
  constructor(private readonly roles: SaveCustomRole) {}

  async permissions({ bouncer }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('viewPlatform')
    return { data: listPermissions().map(toPermissionJson) }
  }

  async index({ bouncer }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('viewPlatform')
    return { data: (await listCustomRoles(null)).map(toRoleJson) }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('viewPlatform')
    return { data: toRoleJson(await findCustomRole(params.id as string, null)) }
  }

  async store({ access, actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    const { description = '', ...content } = await request.validateUsing(newRoleValidator)
    return response.created({ data: toRoleJson(await this.roles.create({ actor, access, tenantId: null, description, ...content })) })
  }

  async update({ access, actor, bouncer, params, request }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    const { version: expectedVersion, ...change } = await request.validateUsing(roleChangeValidator)
    const role = await this.roles.update({ actor, access, tenantId: null, roleId: params.id as string, expectedVersion, ...change })
    return { data: toRoleJson(role) }
  }

  async destroy({ access, actor, bouncer, params, response }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    await this.roles.remove({ actor, access, tenantId: null, roleId: params.id as string })
    return response.noContent()
  }
}
