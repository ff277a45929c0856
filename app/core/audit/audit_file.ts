import { appendFile, mkdir, open, rename, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { SEAL_SELECT, type SealedColumns } from '#core/audit/seal'
import { storagePath } from '#services/environment'

/** One line of the file: a row with its place in the chain. */
export type AuditLine = SealedColumns & { seal_no: number; prev_hash: string; hash: string }

const BATCH = 1_000
/** Longer than any line: settings and prices, never files, are audited. */
const TAIL_BYTES = 1_048_576
const FILE_LOCK = 7_202_605

/** One on every machine that runs workers, each a whole copy: `audit:verify` reads that of its own machine. */
export const auditFile = () => storagePath('audit.jsonl')

/**
 * Brings the file up to the last sealed row. It goes on from its own last line, so that a crash between the commit and the
 * file leaves no gap, and every machine has a whole copy. One process at a time: lines of two would stand mixed.
 */
export async function copyToFile(file = auditFile()): Promise<void> {
  await db.transaction(async (trx) => {
    const [{ free }] = await sqlRows<{ free: boolean }>(trx, 'select pg_try_advisory_xact_lock(?) as free', [FILE_LOCK])
    if (!free) return
    let last = await lastPlace(file)
    for (;;) {
      const rows = await readSealed(last, trx)
      if (rows.length) await appendFile(file, rows.map((row) => JSON.stringify(row) + '\n').join(''), { mode: 0o600 })
      if (rows.length < BATCH) return
      last = rows.at(-1)!.seal_no
    }
  })
}

/** Sealed rows after this place of the chain, a batch of them. */
export const readSealed = (after: number, client: SqlClient = db): Promise<AuditLine[]> =>
  sqlRows(client, `select ${SEAL_SELECT}, seal_no, prev_hash, hash from audit_log where seal_no > ? order by seal_no limit ?`, [
    after,
    BATCH,
  ])

/** Where the file ends. A line cut short by a crash is taken away: it is written again whole. */
async function lastPlace(file: string): Promise<number> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a+', 0o600)
  const { size } = await handle.stat()
  const start = Math.max(0, size - TAIL_BYTES)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start).finally(() => handle.close())
  const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1
  if (end < bytesRead) await truncate(file, start + end)
  if (end === 0) return 0
  const place = placeOf(buffer.subarray(buffer.subarray(0, end - 1).lastIndexOf('\n') + 1, end).toString('utf8'))
  if (place !== null) return place
  // Its last line says nothing about the chain: kept beside, where nothing more is written.
  await rename(file, `${file}.${Date.now()}`)
  return 0
}

function placeOf(line: string): number | null {
  try {
    const { seal_no: place } = JSON.parse(line) as Partial<AuditLine>
    return Number.isSafeInteger(place) ? place! : null
  } catch {
    return null
  }
}
