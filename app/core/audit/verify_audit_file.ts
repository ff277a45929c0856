import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { auditFile, type AuditLine } from '#core/audit/audit_file'
import { GENESIS, sealOf } from '#core/audit/seal'

export type FileVerdict = { ok: boolean; lines: number; brokenAt: number | null; problem: string | null }

/** A worker copies every ten seconds; what is older should be there. */
const LATE = `at < now() - interval '1 hour'`

/**
 * Walks the file by itself and holds its end against the database; names the first line that was changed, removed or put in.
 * Null on a machine without one: only workers write it.
 */
export async function verifyAuditFile(file = auditFile()): Promise<FileVerdict | null> {
  if (!existsSync(file)) return null
  let last = { place: 0, hash: GENESIS }
  let lines = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines += 1
    const line = parsed(text)
    if (!line) return broken(lines, 'the line cannot be read')
    const { hash, prev_hash: link, seal_no: place, ...row } = line
    if (link !== last.hash || place !== last.place + 1) return broken(lines, 'a line before it is missing or was put in')
    if (sealOf(row, link) !== hash) return broken(lines, 'the line was changed')
    last = { place, hash }
  }
  return compare(last, lines)
}

/** Both could have been rewritten from some row on: then they part at the file's end. */
async function compare(last: { place: number; hash: string }, lines: number): Promise<FileVerdict> {
  const [{ hash, missing }] = await sqlRows<{ hash: string | null; missing: boolean }>(
    db,
    `select (select hash from audit_log where seal_no = ?) as hash,
       exists (select 1 from audit_log where seal_no > ? and ${LATE}) as missing`,
    [last.place, last.place]
  )
  if (last.place > 0 && hash !== last.hash) return broken(lines, 'the database has another row, or none, in its place')
  if (missing) return broken(lines + 1, 'lines are missing at the end')
  return { ok: true, lines, brokenAt: null, problem: null }
}

function parsed(text: string): AuditLine | null {
  try {
    const line = JSON.parse(text) as AuditLine | null
    return typeof line === 'object' ? line : null
  } catch {
    return null
  }
}

const broken = (line: number, problem: string): FileVerdict => ({ ok: false, lines: line - 1, brokenAt: line, problem })
