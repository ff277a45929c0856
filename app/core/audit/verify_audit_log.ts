import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { GENESIS, SEAL_SELECT, sealOf, type SealedColumns } from '#core/audit/seal'

export type AuditVerdict = { ok: boolean; sealed: number; unsealed: number; brokenAt: number | null; problem: string | null }

type Row = SealedColumns & { hash: string | null; prev_hash: string | null; seal_no: number }

const BATCH = 1_000

/** Walks the hash chain from the first row; names the first row that was changed, removed or put in. */
export async function verifyAuditLog(): Promise<AuditVerdict> {
  let previous = GENESIS
  let after = 0
  let sealed = 0
  for (;;) {
    const rows = await sqlRows<Row>(
      db,
      `select ${SEAL_SELECT}, hash, prev_hash, seal_no from audit_log where seal_no > ? order by seal_no limit ?`,
      [after, BATCH]
    )
    for (const { hash, prev_hash: link, seal_no: position, ...row } of rows) {
      if (link !== previous || position !== after + 1) return broken(row.seq, sealed, 'a row before it is missing or was put in')
      if (sealOf(row, previous) !== hash) return broken(row.seq, sealed, 'the row was changed')
      previous = hash
      after = position
      sealed += 1
    }
    if (rows.length < BATCH) break
  }
  return finish(after, previous, sealed)
}

/** The head is kept apart from the rows, so that cutting off the end is noticed as well. */
async function finish(last: number, lastHash: string, sealed: number): Promise<AuditVerdict> {
  const heads = await sqlRows<{ hash: string }>(db, 'select hash from audit_head')
  const head = heads[0]
  if (head && head.hash !== lastHash) return broken(last, sealed, 'rows are missing at the end')
  const rows = await sqlRows<{ count: number }>(db, 'select count(*) as count from audit_log where hash is null')
  return { ok: true, sealed, unsealed: rows[0].count, brokenAt: null, problem: null }
}

const broken = (seq: number, sealed: number, problem: string): AuditVerdict => ({ ok: false, sealed, unsealed: 0, brokenAt: seq, problem })
