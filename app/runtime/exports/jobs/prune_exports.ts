import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { removeDraft, removeExportFile } from '#runtime/exports/export_file'
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
    await this.#giveUp()
    await sqlRun(
      db,
      `delete from plugin_exports where status in ('failed', 'expired') and coalesce(expires_at, finished_at) < now() - interval '30 days'`
    )
  }

  /** Whoever wrote these is gone without a word: a new file may be asked for. */
  async #giveUp(): Promise<void> {
    const lost = await sqlRows<{ id: string }>(
      db,
      `update plugin_exports set status = 'failed', error = 'The writer was lost.', finished_at = now()
        where status in ('queued', 'running') and created_at < now() - interval '1 day' returning id`
    )
    for (const { id } of lost) await removeDraft(id)
  }
}
