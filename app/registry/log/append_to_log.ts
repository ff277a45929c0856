import { sqlRun, type SqlClient } from '#core/database/sql'

/**
 * Adds to the public log, in the transaction of what happened. Waits for nobody: number, hash and signature are put on
 * by `trust.seal_log` after the commit. Everybody reads the payload: nothing private may be in it.
 */
export async function appendToLog(trx: SqlClient, event: string, payload: Record<string, string | number | boolean | null>): Promise<void> {
  await sqlRun(trx, 'insert into log_entries (event, payload) values (?, ?)', [event, JSON.stringify(payload)])
}
