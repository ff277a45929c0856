import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

const BATCH = 5_000

/** Ticks and undelivered events are kept as long as runs are by default: thirty days. */
export default class PruneTicks implements Job {
  async handle(): Promise<void> {
    await prune('plugin_schedule_ticks', 'tick_at')
    await prune('plugin_dead_events', 'created_at')
  }
}

async function prune(table: 'plugin_schedule_ticks' | 'plugin_dead_events', column: string): Promise<void> {
  const sql = `delete from ${table} where id in (select id from ${table} where ${column} < now() - interval '30 days' order by ${column} limit ${BATCH})`
  let removed = BATCH
  while (removed === BATCH) removed = await sqlRun(db, sql)
}
