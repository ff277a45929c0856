import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Closes proposals nobody decided in time. They could not be confirmed any more already. */
export default class ExpireProposals implements Job {
  async handle() {
    await sqlRun(db, `update proposals set status = 'expired', decided_at = now() where status = 'open' and expires_at <= ?`, [
      Clock.now().toJSDate(),
    ])
  }
}
