import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

const BATCH = 500
/** A call is repeated at once or never: longer ago than this nobody asks whether it emitted something. */
const EMISSIONS_KEPT = '1 day'
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Removes values of plugins that are over, and what is known of emissions. One installation's writes wait at a time. */
export default class ExpirePluginValues implements Job {
  async handle(): Promise<void> {
    let after: string | null = BEFORE_ALL
    while (after !== null) after = await expireBatch(after)
    await sqlRun(db, `delete from plugin_emissions where at < now() - interval '${EMISSIONS_KEPT}'`)
  }
}

async function expireBatch(after: string): Promise<string | null> {
  const due = await sqlRows<{ id: string }>(
    db,
    `select usage.installation_id as id from plugin_kv_usage usage
      where usage.installation_id > ? and exists (
        select 1 from plugin_kv kv where kv.installation_id = usage.installation_id and kv.expires_at <= clock_timestamp())
      order by usage.installation_id limit ${BATCH}`,
    [after]
  )
  for (const { id } of due) await sqlRun(db, 'select plugin_kv_expire(?)', [id])
  return due.at(-1)?.id ?? null
}
