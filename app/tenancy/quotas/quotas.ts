import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { usedOf } from '#tenancy/quotas/counted'
import { defineQuota } from '#tenancy/quotas/define_quota'

export const memberQuota = defineQuota({
  name: 'members',
  per: 'total',
  setting: 'tenancy.members',
  most: { FREE: 10, STARTER: 25, PRO: 100, ENTERPRISE: 1_000 },
  used: usedOf('members'),
})

/** Counted in memory and written every few seconds: what other processes saw just now may be missing. */
export const apiCallQuota = defineQuota({
  name: 'api_calls',
  per: 'day',
  setting: 'tenancy.api_calls_per_day',
  most: { FREE: 100_000, STARTER: 1_000_000, PRO: 10_000_000, ENTERPRISE: 100_000_000 },
  async used(client, tenantId) {
    const day = Clock.now().toUTC().toISODate()
    const sql = 'select calls from tenant_api_calls where tenant_id = ? and day = ?'
    const [row] = await sqlRows<{ calls: number }>(client, sql, [tenantId, day])
    return row?.calls ?? 0
  },
})

/** How often connections to marketplaces may be brought up to date. */
export const syncQuota = defineQuota({
  name: 'sync_minutes',
  per: 'shortest',
  setting: 'tenancy.sync_minutes',
  unit: 'min',
  most: { FREE: 1_440, STARTER: 60, PRO: 15, ENTERPRISE: 1 },
  used: () => Promise.resolve(0),
})
