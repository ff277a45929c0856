import { inject } from '@adonisjs/core'
import Tenant from '#tenancy/models/tenant'
import MemberPolicy from '#tenancy/policies/member_policy'
import UpdateTenant from '#tenancy/actions/update_tenant'
import { CloseTenant } from '#tenancy/actions/close_tenant'
import { FindUsage } from '#tenancy/quotas/find_usage'
import { detailsOf } from '#tenancy/profile/tenant_details'
import { expectedVersion, tagOf } from '#tenancy/profile/version_tag'
import { tenantJson } from '#tenancy/tenant_json'
import { tenantValidator } from '#tenancy/validators/tenant_profile'
import { closingValidator } from '#tenancy/validators/tenancy'
import type { HttpContext } from '@adonisjs/core/http'

/** The tenant of the token; there is no id in the path, so there is none to guess. */
@inject()
export default class TenantsController {
  constructor(
    private readonly updateTenant: UpdateTenant,
    private readonly closeTenant: CloseTenant,
    private readonly findUsage: FindUsage
  ) {}

  async show({ access, bouncer, response }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    return answer(response, await Tenant.findOrFail(access.tenantId))
  }

  async update({ access, actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('updateTenant')
    const fields = await request.validateUsing(tenantValidator)
    const change = { details: detailsOf(fields), expectedVersion: expectedVersion(request) }
    return answer(response, await this.updateTenant.handle({ actor, tenantId: access.tenantId!, ...change }))
  }

  async usage({ access, bouncer }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('view')
    return this.findUsage.handle(access.tenantId!)
  }

  async close({ access, actor, bouncer, request, response }: HttpContext) {
    await bouncer.with(MemberPolicy).authorize('closeTenant')
    const { name } = await request.validateUsing(closingValidator)
    await this.closeTenant.handle({ actor, tenantId: access.tenantId!, name })
    return response.noContent()
  }
}

const answer = (response: HttpContext['response'], tenant: Tenant) =>
  response.header('ETag', tagOf(tenant.version)).header('Cache-Control', 'private, no-cache').json(tenantJson(tenant))
