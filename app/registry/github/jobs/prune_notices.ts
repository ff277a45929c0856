import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** GitHub keeps deliveries for sending again for days; after months a repeat finds its version number used. */
const DAYS = 90

export default class PruneNotices implements Job {
  async handle() {
    await sqlRun(db, `delete from repository_notices where received_at < ? and status <> 'received'`, [
      Clock.now().minus({ days: DAYS }).toJSDate(),
    ])
  }
}
