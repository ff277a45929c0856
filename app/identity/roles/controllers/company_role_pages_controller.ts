import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import RolePolicy from '#identity/policies/role_policy'
import { BindCustomRole } from '#identity/roles/bind_custom_role'
import { findCustomRole, listCustomRoles } from '#identity/roles/custom_role'
import { roleFormView } from '#identity/roles/role_form'
import { listHolders, listMembersOf } from '#identity/roles/roles_of'
import { SaveCustomRole } from '#identity/roles/save_custom_role'
import { roleFormValidator } from '#identity/roles/validators'
import type { HttpContext } from '@adonisjs/core/http'

const memberValidator = vine.create({ user_id: vine.string().uuid() })

/** Roles that a company makes for its own people. */
@inject()
export default class CompanyRolePagesController {
  constructor(
    private readonly roles: SaveCustomRole,
    private readonly bindings: BindCustomRole
  ) {}

  async index({ access, bouncer, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    return view.render('rights/account/roles', { roles: await listCustomRoles(access.tenantId) })
  }

  async create({ access, bouncer, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    return view.render('rights/account/role', { ...roleFormView(access, access.tenantId, null), holders: [], members: [] })
  }

  async store({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const { name, permissions, description = '' } = await request.validateUsing(roleFormValidator)
    const role = await this.roles.create({ actor, access, tenantId: access.tenantId, name, permissions, description })
    session.flash('success', i18n.t('rights.role_saved'))
    return response.redirect().toRoute('account.roles.edit', { id: role.id })
  }

  async edit({ access, bouncer, params, user, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const tenantId = access.tenantId!
    const role = await findCustomRole(params.id as string, tenantId)
    const [all, people] = await Promise.all([listHolders(tenantId), listMembersOf(tenantId)])
    const holders = all.filter((holder) => holder.role_id === role.id)
    const has = new Set([...holders.map((holder) => holder.user_id), user!.id])
    return view.render('rights/account/role', {
      ...roleFormView(access, tenantId, role),
      holders,
      members: people
        .filter(({ id }) => !has.has(id))
        .map(({ id, full_name: name, email }) => ({ value: id, label: `${name} · ${email}` })),
    })
  }

  async update({ access, actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const roleId = params.id as string
    const { version: expectedVersion = 0, ...change } = await request.validateUsing(roleFormValidator)
    await this.roles.update({ actor, access, tenantId: access.tenantId, roleId, expectedVersion, ...change })
    session.flash('success', i18n.t('rights.role_saved'))
    return response.redirect().toRoute('account.roles.edit', { id: roleId })
  }

  grant(ctx: HttpContext) {
    return this.#bind(ctx, true)
  }

  revoke(ctx: HttpContext) {
    return this.#bind(ctx, false)
  }

  async confirmRemoval({ access, bouncer, params, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    return view.render('rights/account/remove_role', { role: await findCustomRole(params.id as string, access.tenantId) })
  }

  async destroy({ access, actor, bouncer, params, response, session, i18n }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    await this.roles.remove({ actor, access, tenantId: access.tenantId, roleId: params.id as string })
    session.flash('success', i18n.t('rights.role_removed'))
    return response.redirect().toRoute('account.roles.index')
  }

  async #bind({ access, actor, bouncer, params, request, response, session, i18n }: HttpContext, granted: boolean) {
    await bouncer.with(RolePolicy).authorize('manageCompany')
    const { user_id: userId } = await request.validateUsing(memberValidator)
    const roleId = params.id as string
    await this.bindings.handle({ actor, access, tenantId: access.tenantId, roleId, userId, granted })
    session.flash('success', i18n.t(granted ? 'identity.role_granted' : 'identity.role_revoked'))
    return response.redirect().toRoute('account.roles.edit', { id: roleId })
  }
}
