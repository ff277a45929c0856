import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

const SLICE = 2_000

/** How long each is worth keeping: links to look into a complaint, devices as long as their cookie. */
const OLD = {
  password_resets: `expires_at < now() - interval '30 days'`,
  contact_confirmations: `expires_at < now() - interval '30 days'`,
  known_devices: `last_seen_at < now() - interval '400 days'`,
}

/** Forgets links, codes and devices that are long over. In slices, so that no lock is held for long. */
export default class PruneLinks implements Job {
  async handle() {
    for (const [table, isOld] of Object.entries(OLD)) {
      let deleted = SLICE
      while (deleted === SLICE) {
        deleted = await sqlRun(db, `delete from ${table} where ctid = any(array(select ctid from ${table} where ${isOld} limit ${SLICE}))`)
      }
    }
  }
}
