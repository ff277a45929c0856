import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Quota } from '#tenancy/quotas/define_quota'

export type QuotaLevel = 80 | 100
export type QuotaNearPayload = { quota: string; plan: string; used: number; most: number; level: QuotaLevel; period: string }

type Told = { tenantId: string; quota: Pick<Quota, 'name' | 'per'>; plan: string; used: number; most: number }

/** Says that a quota is nearly or wholly used up: once a day or, where all there is counts, once a month. */
@inject()
export class TellQuota {
  constructor(private readonly outbox: Outbox) {}

  async handle(trx: TransactionClientContract, { tenantId, quota, plan, used, most }: Told): Promise<void> {
    const level = levelOf(used, most)
    if (!level) return
    const period = periodOf(quota)
    const sql = 'insert into quota_notices (tenant_id, quota, period, level) values (?, ?, ?, ?) on conflict do nothing'
    if ((await sqlRun(trx, sql, [tenantId, quota.name, period, level])) === 0) return
    const payload: QuotaNearPayload = { quota: quota.name, plan, used, most, level, period }
    await this.outbox.record(trx, { name: 'tenancy.quota_near.v1', aggregateId: tenantId, tenantId, payload })
  }
}

export function levelOf(used: number, most: number): QuotaLevel | null {
  if (used >= most) return 100
  return used * 100 >= most * 80 ? 80 : null
}

function periodOf({ per }: Pick<Quota, 'per'>): string {
  const now = Clock.now().toUTC()
  return (per === 'day' ? now : now.startOf('month')).toISODate()!
}
