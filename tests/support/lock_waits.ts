import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { waitFor } from '#tests/support/wait_for'

/** Until so many statements wait for a lock of this database: the moment at which a race is decided. */
export const waitForLockWaits = (count: number) =>
  waitFor(`${count} to wait for a lock`, async () => {
    const waiting = await sqlRows(db, `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)
    return waiting.length >= count
  })
