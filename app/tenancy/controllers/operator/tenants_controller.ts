import { inject } from '@adonisjs/core'
import { operatorTimeline } from '#core/audit/list_timeline'
import TenantPolicy from '#tenancy/policies/tenant_policy'
import { TENANT_PLANS } from '#tenancy/models/tenant'
import { FindUsage } from '#tenancy/quotas/find_usage'
import { usageMeters } from '#tenancy/quotas/usage_meters'
import { ChangePlan } from '#tenancy/tenants/change_plan'
import { allTenants, findTenant } from '#tenancy/tenants/list_tenants'
import { tenantsTable } from '#tenancy/tenants/tenants_table'
import { planValidator } from '#tenancy/validators/tenants'
import type { HttpContext } from '@adonisjs/core/http'

/** The companies on the platform, and one of them whole. */
@inject()
export default class TenantsController {
  constructor(
    private readonly changePlan: ChangePlan,
    private readonly findUsage: FindUsage
  ) {}

  async index(ctx: HttpContext) {
    await ctx.bouncer.with(TenantPolicy).authorize('view')
    return tenantsTable.render(ctx, allTenants, { view: 'tenancy/operator/tenants' })
  }

  async show({ bouncer, params, view, i18n, access }: HttpContext) {
    await bouncer.with(TenantPolicy).authorize('view')
    const tenant = await findTenant(params.id as string)
    const [usage, timeline] = await Promise.all([
      this.findUsage.handle(tenant.id, tenant.plan),
      operatorTimeline({ access }, { type: 'tenant', id: tenant.id }),
    ])
    return view.render('tenancy/operator/tenant', {
      ...{ tenant, timeline, plans: TENANT_PLANS },
      meters: usageMeters(usage, i18n),
      mayChange: access.can('tenancy.change_plans') && tenant.status !== 'closed',
    })
  }

  async update({ actor, bouncer, params, request, response, session, i18n }: HttpContext) {
    await bouncer.with(TenantPolicy).authorize('changePlan')
    const { plan, reason } = await request.validateUsing(planValidator)
    await this.changePlan.handle({ actor, tenantId: params.id as string, plan, reason })
    session.flash('success', i18n.t('tenancy.plan_changed', { plan }))
    return response.redirect().toRoute('operator.tenants.show', { id: params.id as string })
  }
}
