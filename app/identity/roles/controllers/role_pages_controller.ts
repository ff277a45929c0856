import { inject } from '@adonisjs/core'
import RolePolicy from '#identity/policies/role_policy'
import { findCustomRole, listCustomRoles } from '#identity/roles/custom_role'
import { roleFormView } from '#identity/roles/role_form'
import { roleMatrix } from '#identity/roles/role_matrix'
import { listHolders } from '#identity/roles/roles_of'
import { SaveCustomRole } from '#identity/roles/save_custom_role'
import { roleFormValidator } from '#identity/roles/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Which role may do what, and roles of the platform that people make. */
@inject()
export default class RolePagesController {
  constructor(private readonly roles: SaveCustomRole) {}

  async index({ bouncer, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('viewPlatform')
    const custom = await listCustomRoles(null)
    const mayManage = await bouncer.with(RolePolicy).allows('managePlatform')
    return view.render('rights/operator/roles', { custom, mayManage, matrix: roleMatrix(custom) })
  }

  async create({ access, bouncer, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    return view.render('rights/operator/role', { ...roleFormView(access, null, null), holders: [] })
  }

  async store({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    const { name, permissions, description = '' } = await request.validateUsing(roleFormValidator)
    await this.roles.create({ actor, access, tenantId: null, name, permissions, description })
    session.flash('success', i18n.t('rights.role_saved'))
    return response.redirect().toRoute('operator.roles.index')
  }

  async edit({ access, bouncer, params, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    const [role, holders] = await Promise.all([findCustomRole(params.id as string, null), listHolders(null)])
    return view.render('rights/operator/role', {
      ...roleFormView(access, null, role),
      holders: holders.filter((holder) => holder.role_id === role.id),
    })
  }

  async update({ access, actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    const roleId = params.id as string
    const { version: expectedVersion = 0, ...change } = await request.validateUsing(roleFormValidator)
    await this.roles.update({ actor, access, tenantId: null, roleId, expectedVersion, ...change })
    session.flash('success', i18n.t('rights.role_saved'))
    return response.redirect().toRoute('operator.roles.index')
  }

  async confirmRemoval({ bouncer, params, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    return view.render('rights/operator/remove_role', { role: await findCustomRole(params.id as string, null) })
  }

  async destroy({ access, actor, bouncer, params, response, session, i18n }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('managePlatform')
    await this.roles.remove({ actor, access, tenantId: null, roleId: params.id as string })
    session.flash('success', i18n.t('rights.role_removed'))
    return response.redirect().toRoute('operator.roles.index')
  }
}
