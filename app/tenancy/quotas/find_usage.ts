import db from '@adonisjs/lucid/services/db'
import { Settings } from '#core/settings/settings'
import { inject } from '@adonisjs/core'
import Tenant, { type TenantPlan } from '#tenancy/models/tenant'
import { listQuotas, type Quota } from '#tenancy/quotas/define_quota'

export type QuotaUse = { name: string; per: Quota['per']; used: number | null; most: number; percent: number | null }
export type Usage = { plan: TenantPlan; quotas: QuotaUse[] }

/** What a company's plan includes, and how much of it is used. */
@inject()
export class FindUsage {
  constructor(private readonly settings: Settings) {}

  /** `known`: the plan, where it was read already. */
  async handle(tenantId: string, known?: TenantPlan): Promise<Usage> {
    const plan = known ?? (await Tenant.findOrFail(tenantId)).plan
    const quotas = await Promise.all(listQuotas().map((quota) => this.#use(quota, { tenantId, plan })))
    return { plan, quotas }
  }

  async #use({ name, per, settings, used: read }: Quota, of: { tenantId: string; plan: TenantPlan }): Promise<QuotaUse> {
    const [most, used] = await Promise.all([this.settings.get(settings[of.plan]), read(db, of.tenantId)])
    if (per === 'shortest') return { name, per, used: null, most, percent: null }
    return { name, per, used, most, percent: most > 0 ? Math.min(100, Math.floor((used / most) * 100)) : 100 }
  }
}
