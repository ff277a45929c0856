import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { removeExportFile } from '#runtime/exports/export_file'
import type { Job } from '#core/jobs/types'

const BATCH = 200

/** Removes files whose time is over; their rows say so for another month. */
export default class PruneExports implements Job {
  async handle(): Promise<void> {
    for (;;) {
      const expired = await sqlRows<{ id: string; storage_key: string }>(
        db,
        `select id, storage_key from plugin_exports where status = 'done' and expires_at < now() order by expires_at limit ${BATCH}`
      )
      for (const { id, storage_key: key } of expired) {
        await removeExportFile(key)
        await sqlRun(db, `update plugin_exports set status = 'expired', storage_key = null where id = ?`, [id])
      }
      if (expired.length < BATCH) break
    }
    await sqlRun(
      db,
      `delete from plugin_exports where status in ('failed', 'expired') and coalesce(expires_at, finished_at) < now() - interval '30 days'`
    )
  }
}
