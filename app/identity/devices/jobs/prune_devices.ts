import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Forgets browsers whose time ran out, and authenticator apps whose code was never given. */
export default class PruneDevices implements Job {
  async handle() {
    await sqlRun(db, 'delete from trusted_devices where expires_at < now()')
    await sqlRun(db, `delete from totp_factors where confirmed_at is null and created_at < now() - interval '1 day'`)
  }
}
