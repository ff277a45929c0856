import { inject } from '@adonisjs/core'
import Tenant from '#tenancy/models/tenant'
import MemberPolicy from '#tenancy/policies/member_policy'
import UpdateTenant from '#tenancy/actions/update_tenant'
import { listMembers } from '#tenancy/queries/list_members'
import { tenantJson, memberJson } from '#tenancy/tenant_json'
import { tenantValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** The tenant of the token; there is no id in the path, so there is none to guess. */
@inject()
export default class TenantsController {
  constructor(private readonly updateTenant: UpdateTenant) {}

  async show({ access, bouncer }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    return tenantJson(await Tenant.findOrFail(access.tenantId))
  }

  async update({ access, actor, bouncer, request }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('updateTenant')
    const { name } = await request.validateUsing(tenantValidator)
    return tenantJson(await this.updateTenant.handle({ actor, tenantId: access.tenantId!, name }))
  }

  async members({ access, bouncer }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    const members = await listMembers(access.tenantId!)
    return { data: members.map(memberJson), meta: { next_cursor: null, limit: 1000 } }
  }
}
