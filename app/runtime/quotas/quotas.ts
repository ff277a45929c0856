import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { defineQuota } from '#tenancy/quotas/define_quota'

const GIGA = 1_000_000_000

/** The platform's own plugins have no quota. */
export const runQuota = defineQuota({
  name: 'plugin_runs',
  per: 'day',
  setting: 'runtime.runs_per_day',
  most: { FREE: 100_000, STARTER: 500_000, PRO: 5_000_000, ENTERPRISE: 50_000_000 },
  used: usedToday('runs'),
})

export const fuelQuota = defineQuota({
  name: 'plugin_fuel',
  per: 'day',
  setting: 'runtime.fuel_per_day',
  most: { FREE: 500 * GIGA, STARTER: 2_500 * GIGA, PRO: 25_000 * GIGA, ENTERPRISE: 250_000 * GIGA },
  used: usedToday('fuel'),
})

export const installationQuota = defineQuota({
  name: 'plugin_installations',
  per: 'total',
  setting: 'runtime.installations',
  most: { FREE: 20, STARTER: 50, PRO: 200, ENTERPRISE: 1_000 },
  async used(client, tenantId) {
    const sql = 'select count(*) as used from plugin_installations where tenant_id = ?'
    const [{ used }] = await sqlRows<{ used: number }>(client, sql, [tenantId])
    return used
  },
})

function usedToday(what: 'runs' | 'fuel') {
  const sql = `select coalesce(sum(${what}), 0)::bigint as used from plugin_usage where tenant_id = ? and day = ?`
  return async (client: SqlClient, tenantId: string): Promise<number> => {
    const [{ used }] = await sqlRows<{ used: number }>(client, sql, [tenantId, Clock.now().toUTC().toISODate()])
    return used
  }
}
