import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { listMembersOf } from '#identity/roles/roles_of'
import { companyTimeline } from '#tenancy/audit/company_timeline'
import Tenant from '#tenancy/models/tenant'
import TenantMember from '#tenancy/models/tenant_member'
import MemberPolicy from '#tenancy/policies/member_policy'
import ChangeMemberRole from '#tenancy/actions/change_member_role'
import RemoveMember from '#tenancy/actions/remove_member'
import { actingMember } from '#tenancy/acting_member'
import { listMembers, pageOfInvitations } from '#tenancy/queries/list_members'
import { companyTabs } from '#tenancy/profile/company_tabs'
import { findTransfer } from '#tenancy/ownership/transfer'
import { membersPage } from '#tenancy/queries/members_page'
import { memberRoleValidator, pageValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 50
const INVITATIONS = 200

/** The people of the company the user works in. */
@inject()
export default class MembersController {
  constructor(
    private readonly changeMemberRole: ChangeMemberRole,
    private readonly removeMember: RemoveMember
  ) {}

  async index(ctx: HttpContext) {
    const { access, bouncer, user, view } = ctx
    await bouncer.with(MemberPolicy).authorize('view')
    const tenantId = access.tenantId!
    const { cursor = null } = await ctx.request.validateUsing(pageValidator)
    const mayTransfer = access.can('tenancy.manage_owners')
    const [tenant, members, invitations, transfer, people] = await Promise.all([
      Tenant.findOrFail(tenantId),
      listMembers(tenantId, { limit: PAGE, cursor }),
      pageOfInvitations(tenantId, { limit: INVITATIONS }),
      findTransfer(db, tenantId),
      mayTransfer ? listMembersOf(tenantId) : [],
    ])
    return view.render('tenancy/account/members', {
      ...{ tenant, invitations: invitations.data, transfer, mayTransfer, tabs: companyTabs(ctx, 'members') },
      ...membersPage(user!, members.data),
      ...{ isFirst: !cursor, nextCursor: members.meta.next_cursor },
      isReceiver: transfer?.to_user_id === user!.id,
      receivers: people.filter(({ id }) => id !== user!.id),
    })
  }

  async show(ctx: HttpContext) {
    const member = await findColleague(ctx)
    await member.load('user')
    const timeline = await companyTimeline(ctx, { type: 'user', id: member.userId })
    return ctx.view.render('tenancy/account/member', { member, timeline })
  }

  async update(ctx: HttpContext) {
    const { bouncer, request, response, session, i18n } = ctx
    const member = await findColleague(ctx)
    const { role } = await request.validateUsing(memberRoleValidator)
    await bouncer.with(MemberPolicy).authorize('changeRole', { from: member.role, to: role })
    await this.changeMemberRole.handle({ ...actingMember(ctx), userId: member.userId, role })
    session.flash('success', i18n.t('tenancy.role_changed'))
    return response.redirect().toRoute('account.members.index')
  }

  async confirmRemoval(ctx: HttpContext) {
    const { bouncer, view } = ctx
    const member = await findColleague(ctx)
    await member.load('user')
    await bouncer.with(MemberPolicy).authorize('remove', member)
    return view.render('tenancy/account/remove_member', { member })
  }

  async destroy(ctx: HttpContext) {
    const { bouncer, user, response, session, i18n } = ctx
    const member = await findColleague(ctx)
    await bouncer.with(MemberPolicy).authorize('remove', member)
    await this.removeMember.handle({ ...actingMember(ctx), userId: member.userId })
    session.flash('success', i18n.t('tenancy.member_removed'))
    return member.userId === user!.id ? response.redirect().toPath('/') : response.redirect().toRoute('account.members.index')
  }
}

/** Refuses people without a company before anyone is looked for in it. */
async function findColleague({ bouncer, params }: HttpContext): Promise<TenantMember> {
  await bouncer.with(MemberPolicy).authorize('view')
  return TenantMember.query().where('userId', params.id).firstOrFail()
}
