import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

const SLICE = 5_000

/** Carts of guests who never came back; a user's own cart is kept. */
export default class PruneCarts implements Job {
  async handle() {
    const sql = `delete from carts where id in (select id from carts where user_id is null and updated_at < now() - interval '30 days' limit ${SLICE})`
    while ((await sqlRun(db, sql)) === SLICE);
  }
}
