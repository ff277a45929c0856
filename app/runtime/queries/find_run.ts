import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { sqlRows } from '#core/database/sql'
import type { RunRow } from '#runtime/queries/list_runs'
import type { RecordedCall } from '#runtime/runs/recorded_calls'

/** A single run with its sample, where one was kept. */
export interface RunDetail extends RunRow {
  input: string | null
  output: string | null
  /** The sample is the whole input as it was: it can be run again. */
  is_whole: boolean | null
  calls: RecordedCall[] | null
}

/**
 * Throws `NotFound` (404) also for another owner's run.
 * @param tenantId left out: whosever it is (for operators)
 */
export async function findRun(id: string, tenantId?: string | null): Promise<RunDetail> {
  const isOwner = tenantId === undefined ? 'true' : 'r.tenant_id is not distinct from ?'
  const rows = isId(id)
    ? await sqlRows<RunDetail>(
        db,
        `select r.*, s.input, s.output, s.is_whole, s.host_calls as calls
           from plugin_runs r left join plugin_run_samples s on s.run_id = r.id where r.id = ? and ${isOwner}`,
        tenantId === undefined ? [id] : [id, tenantId]
      )
    : []
  if (rows.length === 0) throw new NotFound('There is no such run')
  return rows[0]!
}
