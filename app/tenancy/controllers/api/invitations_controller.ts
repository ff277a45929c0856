import { inject } from '@adonisjs/core'
import MemberPolicy from '#tenancy/policies/member_policy'
import AcceptInvitation from '#tenancy/actions/accept_invitation'
import InviteMember from '#tenancy/actions/invite_member'
import WithdrawInvitation from '#tenancy/actions/withdraw_invitation'
import { pageOfInvitations } from '#tenancy/queries/list_members'
import { invitationJson } from '#tenancy/tenant_json'
import { invitationTokenValidator, invitationValidator, pageValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** Invitations of the token's company; the link itself leaves by mail only. */
@inject()
export default class InvitationsController {
  constructor(
    private readonly inviteMember: InviteMember,
    private readonly withdrawInvitation: WithdrawInvitation,
    private readonly acceptInvitation: AcceptInvitation
  ) {}

  async index({ access, bouncer, request }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('invite')
    const { limit = 100, cursor } = await pageValidator.validate(request.qs())
    const { data, meta } = await pageOfInvitations(access.tenantId!, { limit, cursor })
    return { data: data.map(invitationJson), meta }
  }

  async store({ access, actor, bouncer, request, response, user }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('invite')
    const { email, role } = await request.validateUsing(invitationValidator)
    const { id, expiresAt } = await this.inviteMember.handle({ actor, tenantId: access.tenantId!, email, role, locale: user!.locale })
    return response.status(201).json(invitationJson({ id, email, role, expires_at: expiresAt.toJSDate(), invited_by: user!.fullName }))
  }

  async destroy({ access, actor, bouncer, params, response }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('invite')
    await this.withdrawInvitation.handle({ actor, tenantId: access.tenantId!, invitationId: params.id })
    return response.noContent()
  }

  /** By the person who was invited, who is no member yet. */
  async accept({ actor, user, request }: HttpContext) {
    const { token } = await request.validateUsing(invitationTokenValidator)
    const { id, email } = user!
    const joined = await this.acceptInvitation.handle({ actor, user: { id, email }, token })
    return { tenant_id: joined.tenant_id, tenant_name: joined.tenant_name, role: joined.role }
  }
}
