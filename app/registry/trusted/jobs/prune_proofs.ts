import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** Forgets proofs that are past their time anyway, and the tokens of builds a month after they ended. */
export default class PruneProofs implements Job {
  async handle() {
    await sqlRun(db, 'delete from oidc_jtis where expires_at < now()')
    await sqlRun(db, `delete from api_tokens where kind = 'trusted' and expires_at < now() - interval '30 days'`)
  }
}
