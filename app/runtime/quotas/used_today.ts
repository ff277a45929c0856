import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import type { TenantPlan } from '#tenancy/models/tenant'

export interface UsedToday {
  plan: TenantPlan
  runs: number
  fuel: number
  installations: number
}

/** What a tenant's plugins used since midnight UTC, and its plan. A tenant that is gone has the smallest one. */
export async function readUsedToday(client: SqlClient, tenantId: string): Promise<UsedToday> {
  const [row] = await sqlRows<UsedToday>(
    client,
    `select t.plan, coalesce(u.runs, 0)::bigint as runs, coalesce(u.fuel, 0)::bigint as fuel,
            (select count(*) from plugin_installations i where i.tenant_id = t.id) as installations
       from tenants t
       left join (select tenant_id, sum(runs) as runs, sum(fuel) as fuel from plugin_usage where tenant_id = ? and day = ? group by tenant_id) u
         on u.tenant_id = t.id where t.id = ?`,
    [tenantId, Clock.now().toUTC().toISODate(), tenantId]
  )
  return row ?? { plan: 'FREE', runs: 0, fuel: 0, installations: 0 }
}
