import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

const KEEP = '90 days'
const SLICE = 2_000

/** Forgets what service tokens were used for a season ago. In slices, so that no lock is held for long. */
export default class PruneUses implements Job {
  async handle() {
    let deleted = SLICE
    while (deleted === SLICE) {
      deleted = await sqlRun(
        db,
        `delete from service_token_uses where id in (select id from service_token_uses where day < now() - interval '${KEEP}' limit ${SLICE})`
      )
    }
  }
}
