import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { readUsedToday } from '#runtime/quotas/used_today'

export type QuotaUsedUpPayload = { plan: string; day: string }

/** Says once a day that a tenant's quota is used up, whatever process sees it and however often. */
@inject()
export class TellQuota {
  constructor(private readonly outbox: Outbox) {}

  async handle(tenantId: string): Promise<void> {
    const day = Clock.now().toUTC().toISODate()!
    await db.transaction(async (trx) => {
      const told = await sqlRun(trx, 'insert into plugin_quota_notices (tenant_id, day) values (?, ?) on conflict do nothing', [
        tenantId,
        day,
      ])
      if (told === 0) return
      const { plan } = await readUsedToday(trx, tenantId)
      await this.outbox.record(trx, { name: 'runtime.quota_used_up.v1', tenantId, aggregateId: tenantId, payload: { plan, day } })
    })
  }
}
