import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Forgets the counts of API calls and what was told of quotas a year ago. */
export default class PruneUsage implements Job {
  async handle() {
    await sqlRun(db, `delete from tenant_api_calls where day < current_date - 400`)
    await sqlRun(db, `delete from quota_notices where period < current_date - 400`)
  }
}
