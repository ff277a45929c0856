import { inject } from '@adonisjs/core'
import { listObjectTypes, listPermissions } from '#core/modules'
import UserPolicy from '#identity/policies/user_policy'
import { findAccount } from '#identity/queries/find_account'
import { chooseCompany, companiesOf } from '#identity/roles/choose_company'
import { explainAccess } from '#identity/roles/explain_access'
import { explanationView } from '#identity/roles/explanation_view'
import { objectOf } from '#identity/roles/object_address'
import { explainFormValidator } from '#identity/roles/validators'
import { InviteUser } from '#identity/users/invite_user'
import { EndUserSessions } from '#identity/users/end_user_sessions'
import { inviteUserValidator } from '#identity/users/validators'
import { reasonValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

/** What staff does with an account beside blocking it and changing its roles. */
@inject()
export default class UserPagesController {
  constructor(
    private readonly inviteUser: InviteUser,
    private readonly endUserSessions: EndUserSessions
  ) {}

  async create({ bouncer, view }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('create')
    return view.render('rights/operator/invite')
  }

  async store({ actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('create')
    const { full_name: fullName, locale = 'en', ...account } = await request.validateUsing(inviteUserValidator)
    const user = await this.inviteUser.handle({ actor, fullName, locale, ...account })
    session.flash('success', i18n.t('rights.invited', { email: user.email }))
    return response.redirect().toRoute('operator.users.show', { id: user.id })
  }

  async confirmEnd({ bouncer, params, view }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('endSessions', account)
    return view.render('rights/operator/end_sessions', { account })
  }

  async end({ actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('endSessions', account)
    const { reason } = await request.validateUsing(reasonValidator)
    await this.endUserSessions.handle({ actor, userId: account.id, reason })
    session.flash('success', i18n.t('rights.sessions_ended'))
    return response.redirect().toRoute('operator.users.show', { id: account.id })
  }

  /** Without a question: the form to ask one. */
  async explain({ access, bouncer, params, request, view, i18n }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('explain')
    const account = await findAccount(params.id as string)
    const { permission, object, tenant_id: tenantId, company = '' } = await explainFormValidator.validate(request.qs())
    const isAnyAllowed = access.can('tenancy.view_tenants')
    const chosen = await chooseCompany({ userId: account.id, text: tenantId ?? company, isAnyAllowed })
    const isClear = tenantId || !company || chosen.company
    const asked = { userId: account.id, object: objectOf(object), tenantId: chosen.company?.id ?? tenantId }
    const answer = permission && isClear ? await explainAccess({ ...asked, permission }) : null
    return view.render('rights/operator/explain', {
      ...{
        account,
        permission,
        object,
        chosen,
        company: chosen.company?.name ?? tenantId ?? company,
        companies: await companiesOf(account.id),
      },
      ...{ types: listObjectTypes().join(', ') },
      permissions: listPermissions().map(({ code }) => ({ value: code, label: `${i18n.t(`permissions.${code}`)} (${code})` })),
      answer: answer && (await explanationView(answer, i18n)),
    })
  }
}
