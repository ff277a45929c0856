import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { readSealed } from '#core/audit/audit_file'
import { GENESIS, sealOf } from '#core/audit/seal'

export type AuditVerdict = { ok: boolean; sealed: number; unsealed: number; brokenAt: number | null; problem: string | null }

type Head = { seal_no: number; hash: string }
type Link = { seq: number; place: number; hash: string }

/** Walks the hash chain from the first row; names the first row that was changed, removed or put in. */
export async function verifyAuditLog(): Promise<AuditVerdict> {
  // Before the rows: the sealer goes on meanwhile.
  const head = await readHead()
  let last: Link = { seq: 0, place: 0, hash: GENESIS }
  for (;;) {
    const rows = await readSealed(last.place)
    if (!rows.length) return finish(last, head)
    for (const { hash, prev_hash: link, seal_no: place, ...row } of rows) {
      if (link !== last.hash || place !== last.place + 1) return broken(row.seq, last.place, 'a row before it is missing or was put in')
      if (sealOf(row, link) !== hash) return broken(row.seq, last.place, 'the row was changed')
      last = { seq: row.seq, place, hash }
      if (place === head.seal_no && hash !== head.hash) return broken(row.seq, place, 'the head names another row in its place')
    }
  }
}

/** The head is kept apart from the rows, so that cutting off the end is noticed as well. */
async function finish(last: Link, head: Head): Promise<AuditVerdict> {
  if (last.place < head.seal_no) return broken(last.seq, last.place, 'rows after it are missing')
  if ((await readHead()).seal_no < last.place) return broken(last.seq, last.place, 'the head does not know it')
  const [{ count }] = await sqlRows<{ count: number }>(db, 'select count(*) as count from audit_log where hash is null')
  return { ok: true, sealed: last.place, unsealed: count, brokenAt: null, problem: null }
}

async function readHead(): Promise<Head> {
  const [head] = await sqlRows<Head>(db, 'select seal_no, hash from audit_head where id = 1')
  return head ?? { seal_no: 0, hash: GENESIS }
}

const broken = (seq: number, sealed: number, problem: string): AuditVerdict => ({ ok: false, sealed, unsealed: 0, brokenAt: seq, problem })
