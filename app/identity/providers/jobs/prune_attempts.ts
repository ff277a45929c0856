import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Forgets who was sent to a provider and never came back. */
export default class PruneAttempts implements Job {
  async handle() {
    await sqlRun(db, 'delete from provider_attempts where expires_at < now()')
  }
}
