import { inject } from '@adonisjs/core'
import MemberPolicy from '#tenancy/policies/member_policy'
import InviteMember from '#tenancy/actions/invite_member'
import WithdrawInvitation from '#tenancy/actions/withdraw_invitation'
import { invitationValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class InvitationsController {
  constructor(
    private readonly inviteMember: InviteMember,
    private readonly withdrawInvitation: WithdrawInvitation
  ) {}

  async store({ access, actor, bouncer, request, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('invite')
    const { email, role } = await request.validateUsing(invitationValidator)
    await this.inviteMember.handle({ actor, tenantId: access.tenantId!, email, role, locale: i18n.locale })
    session.flash('success', i18n.t('tenancy.invited', { email }))
    return response.redirect().toRoute('account.members.index')
  }

  async destroy({ access, actor, bouncer, params, response, session, i18n }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('invite')
    await this.withdrawInvitation.handle({ actor, tenantId: access.tenantId!, invitationId: params.id })
    session.flash('success', i18n.t('tenancy.invitation_withdrawn'))
    return response.redirect().toRoute('account.members.index')
  }
}
