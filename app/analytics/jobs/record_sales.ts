import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { nudge } from '#core/live/nudge'
import { ClickHouse } from '#analytics/clickhouse/click_house'
import { factsOf } from '#analytics/sale_fact'
import type { EventBatch, Job } from '#core/jobs/types'

export const CONSUMER = 'analytics.record_sales'

/**
 * Writes sale facts, each event once. The marks commit after the engine took the rows: a crash in between repeats
 * the insert under the same token, which the engine drops.
 */
@inject()
export default class RecordSales implements Job<EventBatch> {
  constructor(private clickhouse: ClickHouse) {}

  async handle({ batchId, events }: EventBatch) {
    await db.transaction(async (trx) => {
      const fresh = await sqlRows<{ event_id: string }>(
        trx,
        `insert into consumed_events (event_id, consumer) select unnest(?::uuid[]), ? on conflict do nothing returning event_id`,
        [events.map(({ id }) => id), CONSUMER]
      )
      const ids = new Set(fresh.map((row) => row.event_id))
      const facts = events.filter(({ id }) => ids.has(id)).flatMap(factsOf)
      await this.clickhouse.insert('sale_facts', facts, batchId)
    })
    nudge('analytics/sales')
    for (const tenantId of new Set(events.map((event) => event.tenantId))) nudge(`tenants/${tenantId}/sales`)
  }
}
