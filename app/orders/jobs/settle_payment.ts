import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { SettleGroup } from '#orders/actions/settle_group'
import type { EventBatch, Job } from '#core/jobs/types'

type Settled = { source_type: string; source_id: string }

/** Checkout usually was here first; after a crash, or an answer that came late, this is what settles the orders. */
@inject()
export default class SettlePayment implements Job<EventBatch> {
  constructor(private readonly settleGroup: SettleGroup) {}

  async handle({ events }: EventBatch) {
    const ours = events.filter(({ payload }) => (payload as Settled).source_type === 'order_group')
    const paid = await listPaid(ours.map(({ payload }) => (payload as Settled).source_id))
    for (const { name, payload } of ours) {
      const { source_id: groupId } = payload as Settled
      const outcome = name.includes('captured') ? 'captured' : 'declined'
      if (outcome === 'captured' && paid.has(groupId)) continue
      await this.settleGroup.handle({ groupId, outcome })
    }
  }
}

/** Asked once for all: locking each group only to find it paid cost as much as paying it. */
async function listPaid(groupIds: string[]): Promise<Set<string>> {
  const rows = await sqlRows<{ id: string }>(db, 'select id from order_groups where id = any(?::uuid[]) and paid_at is not null', [
    groupIds,
  ])
  return new Set(rows.map(({ id }) => id))
}
