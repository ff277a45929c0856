import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { GENESIS, LOG_TIME, type LogLink } from '#registry/log/log_chain'

/** `payload` is the text whose hash was chained: parse it after comparing. */
export type LogEntry = LogLink & { payload: string; hash: string; signature: string; key_id: string; public_key: string }

export type LogHead = { seq: number; hash: string }

/** Sealed entries after a number, in order, and where the log ends. */
export async function listLogEntries({ after, limit }: { after: number; limit: number }): Promise<{ data: LogEntry[]; head: LogHead }> {
  const data = await sqlRows<LogEntry>(
    db,
    `select e.seq, ${LOG_TIME} as at, e.event, e.payload, e.payload_hash, e.prev_hash, e.hash, e.signature, e.key_id, k.public_key
       from log_entries e join signing_keys k on k.id = e.key_id where e.seq > ? order by e.seq limit ?`,
    [after, limit]
  )
  const [head] = await sqlRows<LogHead>(db, 'select seq, hash from log_head')
  return { data, head: head ?? { seq: 0, hash: GENESIS } }
}
