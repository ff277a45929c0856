import { inject } from '@adonisjs/core'
import TenantMember from '#tenancy/models/tenant_member'
import MemberPolicy from '#tenancy/policies/member_policy'
import ChangeMemberRole from '#tenancy/actions/change_member_role'
import RemoveMember from '#tenancy/actions/remove_member'
import { actingMember } from '#tenancy/acting_member'
import { UnknownMember } from '#tenancy/exceptions'
import { pageOfMembers } from '#tenancy/queries/list_members'
import { memberJson } from '#tenancy/tenant_json'
import { memberRoleValidator, pageValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** The people of the token's company. */
@inject()
export default class MembersController {
  constructor(
    private readonly changeMemberRole: ChangeMemberRole,
    private readonly removeMember: RemoveMember
  ) {}

  async index({ access, bouncer, request }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    const { limit = 100, cursor } = await pageValidator.validate(request.qs())
    const { data, meta } = await pageOfMembers(access.tenantId!, { limit, cursor })
    return { data: data.map(memberJson), meta }
  }

  async update(ctx: HttpContext) {
    const { bouncer, request } = ctx
    await bouncer.with(MemberPolicy).authorize('invite')
    const member = await findColleague(ctx)
    const { role } = await request.validateUsing(memberRoleValidator)
    await bouncer.with(MemberPolicy).authorize('changeRole', { from: member.role, to: role })
    await this.changeMemberRole.handle({ ...actingMember(ctx), userId: member.userId, role })
    return { user_id: member.userId, role }
  }

  async destroy(ctx: HttpContext) {
    const { bouncer, response } = ctx
    const member = await findColleague(ctx)
    await bouncer.with(MemberPolicy).authorize('remove', member)
    await this.removeMember.handle({ ...actingMember(ctx), userId: member.userId })
    return response.noContent()
  }

  async leave(ctx: HttpContext) {
    const { bouncer, user, response } = ctx
    await bouncer.with(MemberPolicy).authorize('view')
    await this.removeMember.handle({ ...actingMember(ctx), userId: user!.id })
    return response.noContent()
  }
}

/** Refuses people without a company before anyone is looked for in it. */
async function findColleague({ bouncer, params }: HttpContext): Promise<TenantMember> {
  await bouncer.with(MemberPolicy).authorize('view')
  const member = await TenantMember.query().where('userId', params.id).first()
  if (!member) throw new UnknownMember()
  return member
}
