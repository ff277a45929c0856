import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { isSignedBy } from '#registry/signing/ed25519'
import { GENESIS, hashOfLink, LOG_TIME, sha256Hex, statementOf, type LogLink } from '#registry/log/log_chain'

export type LogVerdict = { ok: boolean; sealed: number; unsealed: number; head: string; broken_at: number | null; problem: string | null }

type Entry = LogLink & { payload: string; hash: string; signature: string; public_key: string | null; owner_kind: string | null }

const BATCH = 500

/**
 * Walks the public log from its first entry: every link, every payload, every signature, and that the end is there. All
 * from one moment: the sealer may be at work meanwhile.
 */
export const verifyLog = (): Promise<LogVerdict> => db.transaction(verifyLogIn, { isolationLevel: 'repeatable read' })

/** As one transaction sees the log. */
export async function verifyLogIn(trx: SqlClient): Promise<LogVerdict> {
  let previous = GENESIS
  let after = 0
  for (;;) {
    const entries = await readAfter(trx, after)
    for (const entry of entries) {
      const problem = findProblem(entry, { seq: after + 1, hash: previous })
      if (problem) return broken(after, previous, { at: after + 1, problem })
      previous = entry.hash
      after = entry.seq
    }
    if (entries.length < BATCH) return finish(trx, after, previous)
  }
}

function findProblem(entry: Entry, expected: { seq: number; hash: string }): string | null {
  if (entry.seq !== expected.seq || entry.prev_hash !== expected.hash) return 'An entry before it is missing or was put in'
  if (sha256Hex(entry.payload) !== entry.payload_hash) return 'Its payload was changed'
  if (hashOfLink(entry) !== entry.hash) return 'The entry was changed'
  const isRegistrys = entry.owner_kind === 'registry' && isSignedBy(entry.public_key ?? '', statementOf(entry.hash), entry.signature)
  return isRegistrys ? null : "The signature is not the registry's"
}

/** The head is kept apart from the entries, so that cutting off the end is noticed as well. */
async function finish(trx: SqlClient, last: number, hash: string): Promise<LogVerdict> {
  const [{ seq, head, unsealed, count }] = await sqlRows<{ seq: number; head: string; unsealed: number; count: number }>(
    trx,
    `select coalesce((select seq from log_head), 0)::bigint as seq, coalesce((select hash from log_head), ?) as head,
            (select count(*) from log_entries where seq is null) as unsealed, (select count(*) from log_entries where seq is not null) as count`,
    [GENESIS]
  )
  if (seq !== last || head !== hash) return broken(last, hash, { at: last + 1, problem: 'Entries are missing at the end' })
  if (count !== last) return broken(last, hash, { at: last, problem: 'Entries stand outside of the numbering' })
  return { ok: true, sealed: last, unsealed, head: hash, broken_at: null, problem: null }
}

const broken = (sealed: number, head: string, { at, problem }: { at: number; problem: string }): LogVerdict => ({
  ...{ ok: false, sealed, unsealed: 0, head, broken_at: at, problem },
})

const readAfter = (trx: SqlClient, after: number) =>
  sqlRows<Entry>(
    trx,
    `select e.seq, ${LOG_TIME} as at, e.event, e.payload, e.payload_hash, e.prev_hash, e.hash, e.signature, k.public_key, k.owner_kind
       from log_entries e left join signing_keys k on k.id = e.key_id where e.seq > ? order by e.seq limit ?`,
    [after, BATCH]
  )
