import { createHash } from 'node:crypto'

export const GENESIS = '0'.repeat(64)

/** What a link covers; the time as PostgreSQL prints it, to the microsecond. */
export type LogLink = { seq: number; at: string; event: string; payload_hash: string; prev_hash: string }

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Hash of one entry and of the one before it: a change, removal or reordering breaks every later link. */
export const hashOfLink = ({ seq, at, event, payload_hash: payload, prev_hash: previous }: LogLink): string =>
  sha256Hex(JSON.stringify(['rialto-log-v1', seq, at, event, payload, previous]))

/** What the registry signs: nothing else it signs looks like this. */
export const statementOf = (hash: string): string => `rialto-log-v1\n${hash}`

/** SQL of an entry's time as links cover it. */
export const LOG_TIME = `to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
