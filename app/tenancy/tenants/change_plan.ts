import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import Tenant, { type TenantPlan } from '#tenancy/models/tenant'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { ApiCalls } from '#tenancy/quotas/api_calls'
import { TenantNotActive, UnknownTenant } from '#tenancy/tenants/exceptions'
import type { Actor } from '#core/actor'

export type ChangePlanInput = { actor: Actor; tenantId: string; plan: TenantPlan; reason: string }

/** Puts a company on another plan. What it has beyond a smaller one stays; more of it is refused. */
@inject()
export class ChangePlan {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly calls: ApiCalls
  ) {}

  async handle({ actor, tenantId, plan, reason }: ChangePlanInput): Promise<boolean> {
    const isChanged = await db.transaction(async (trx) => {
      const tenant = await Tenant.query({ client: trx }).where('id', tenantId).forUpdate().first()
      if (!tenant) throw new UnknownTenant()
      if (tenant.status === 'closed') throw new TenantNotActive()
      const before = tenant.plan
      if (before === plan) return false
      await tenant.merge({ plan, version: tenant.version + 1 }).save()
      const target = { type: 'tenant', id: tenantId, label: tenant.name }
      const change = { before: { plan: before }, after: { plan } }
      await this.audit.record(trx, { actor, action: 'tenancy.plan_changed', target, tenantId, reason, ...change })
      await this.outbox.record(trx, { name: 'tenancy.plan_changed.v1', aggregateId: tenantId, tenantId, payload: { plan, before } })
      return true
    })
    if (isChanged) await this.calls.forgetTenant(tenantId)
    return isChanged
  }
}
