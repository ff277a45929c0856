import { sqlRows, type SqlClient } from '#core/database/sql'
import type { CommissionRule } from '#orders/pricing/commission'

/** The newest rule of each of these sellers, and the platform's own. */
export const listCommissionRules = (client: SqlClient, tenantIds: string[]) =>
  sqlRows<CommissionRule>(
    client,
    `select distinct on (tenant_id) id, version, tenant_id as "tenantId", rate_ppm as "ratePpm", vat_ppm as "vatPpm", cap_minor as "capMinor"
       from commission_rules where tenant_id is null or tenant_id = any(?::uuid[])
      order by tenant_id, version desc, created_at desc`,
    [tenantIds]
  )
