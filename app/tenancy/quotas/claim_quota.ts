import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { QuotaExceeded } from '#tenancy/quotas/exceptions'
import { TellQuota } from '#tenancy/quotas/tell_quota'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Quota } from '#tenancy/quotas/define_quota'
import type { TenantPlan } from '#tenancy/models/tenant'

/** Lets one more of what triggers count be added, or refuses. */
@inject()
export class ClaimQuota {
  constructor(
    private readonly settings: Settings,
    private readonly tell: TellQuota
  ) {}

  /**
   * Call it in the transaction that adds, before it does: the count stays locked until that commits, so that of two who
   * want the last place the second sees the first. Throws `QuotaExceeded` (409).
   */
  async handle(trx: TransactionClientContract, { tenantId, quota }: { tenantId: string; quota: Quota }): Promise<void> {
    const [{ used, plan }] = await sqlRows<{ used: number; plan: TenantPlan }>(
      trx,
      `insert into tenant_counters (tenant_id, quota) values (?, ?)
         on conflict (tenant_id, quota) do update set used = tenant_counters.used
       returning used, (select plan from tenants where id = tenant_counters.tenant_id) as plan`,
      [tenantId, quota.name]
    )
    const most = await this.settings.get(quota.settings[plan])
    if (used >= most) throw new QuotaExceeded(quota.name, most)
    await this.tell.handle(trx, { tenantId, quota, plan, used: used + 1, most })
  }
}
