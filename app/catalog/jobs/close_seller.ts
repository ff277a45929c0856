import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** A closed company sells nothing: the shop shows products of active sellers only. */
export default class CloseSeller implements Job<DomainEvent> {
  async handle({ aggregateId }: Pick<DomainEvent, 'aggregateId'>) {
    await sqlRun(db, `update sellers set status = 'closed', updated_at = now() where tenant_id = ? and status <> 'closed'`, [aggregateId])
  }
}
