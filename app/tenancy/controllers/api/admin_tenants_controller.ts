import { inject } from '@adonisjs/core'
import TenantPolicy from '#tenancy/policies/tenant_policy'
import { FindUsage } from '#tenancy/quotas/find_usage'
import { ChangePlan } from '#tenancy/tenants/change_plan'
import { findTenant, listTenants, tenantRowJson } from '#tenancy/tenants/list_tenants'
import { listTenantsValidator, planValidator } from '#tenancy/validators/tenants'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 50

/** Companies, for staff's programs. */
@inject()
export default class AdminTenantsController {
  constructor(
    private readonly changePlan: ChangePlan,
    private readonly findUsage: FindUsage
  ) {}

  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(TenantPolicy).authorize('view')
    const { limit = PAGE, ...filters } = await listTenantsValidator.validate(request.qs())
    const { data, meta } = await listTenants({ limit, ...filters })
    return { data: data.map(tenantRowJson), meta }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(TenantPolicy).authorize('view')
    return this.#whole(params.id as string)
  }

  async update({ actor, bouncer, params, request }: HttpContext) {
    await bouncer.with(TenantPolicy).authorize('changePlan')
    const { plan, reason } = await request.validateUsing(planValidator)
    await this.changePlan.handle({ actor, tenantId: params.id as string, plan, reason })
    return this.#whole(params.id as string)
  }

  async #whole(id: string) {
    const tenant = await findTenant(id)
    const { quotas } = await this.findUsage.handle(tenant.id)
    return { data: { ...tenantRowJson(tenant), quotas } }
  }
}
