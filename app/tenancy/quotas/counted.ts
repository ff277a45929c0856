import { sqlRows, type SqlClient } from '#core/database/sql'

/** What triggers counted of a company. */
export const usedOf =
  (quota: string) =>
  async (client: SqlClient, tenantId: string): Promise<number> => {
    const sql = 'select used from tenant_counters where tenant_id = ? and quota = ?'
    const [row] = await sqlRows<{ used: number }>(client, sql, [tenantId, quota])
    return row?.used ?? 0
  }
