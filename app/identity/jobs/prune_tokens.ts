import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Long enough after their end to be looked at, when somebody asks what a stolen token did. */
const KEEP = '30 days'
const SLICE = 2_000

/** Forgets sign-ins that were not used for a month, whose last token ran out a month ago, or that ended then. In slices, so that no lock is held for long. */
export default class PruneTokens implements Job {
  async handle() {
    let deleted = SLICE
    while (deleted === SLICE) {
      deleted = await sqlRun(
        db,
        `delete from refresh_families where id in (
           select f.id from refresh_families f
           where f.revoked_at < now() - interval '${KEEP}'
              or f.last_used_at < now() - interval '${KEEP}'
                 and not exists (select 1 from refresh_tokens t where t.family_id = f.id and t.expires_at > now() - interval '${KEEP}')
           limit ${SLICE})`
      )
    }
  }
}
