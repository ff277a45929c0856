import Tenant from '#tenancy/models/tenant'
import AuditPolicy from '#tenancy/policies/audit_policy'
import { ownAuditQuery } from '#tenancy/audit/own_audit'
import { ownAuditTable } from '#tenancy/audit/own_audit_table'
import type { HttpContext } from '@adonisjs/core/http'

/** What happened in the company the user works in. */
export default class OwnAuditController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(AuditPolicy).authorize('view')
    const tenant = await Tenant.findOrFail(ctx.access.tenantId)
    return ownAuditTable.render(ctx, () => ownAuditQuery(tenant.id), { view: 'tenancy/account/audit', data: { tenant } })
  }
}
