import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

/** What may be forgotten, and when. Deleted in slices, so that no lock is held for long. */
const RULES = [
  { table: 'outbox', key: 'seq', where: `relayed_at < now() - interval '14 days'` },
  { table: 'consumed_events', key: 'ctid', where: `at < now() - interval '30 days'` },
  { table: 'idempotency_keys', key: 'ctid', where: `created_at < now() - interval '7 days'` },
  { table: 'bus_payloads', key: 'id', where: `at < now() - interval '1 hour'` },
  { table: 'rate_limits', key: 'ctid', where: `expire < extract(epoch from now()) * 1000` },
  { table: 'mailbox', key: 'id', where: `at < now() - interval '90 days'` },
]
const SLICE = 5_000

/** Forgets what nobody needs any more. Running it twice changes nothing. */
export default class Prune implements Job {
  async handle() {
    for (const { table, key, where } of RULES) {
      let deleted = SLICE
      while (deleted === SLICE) {
        deleted = await sqlRun(db, `delete from ${table} where ${key} in (select ${key} from ${table} where ${where} limit ${SLICE})`)
      }
    }
  }
}
