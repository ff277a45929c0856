import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { copyToFile } from '#core/audit/audit_file'
import { GENESIS, SEAL_SELECT, sealOf, type SealedColumns } from '#core/audit/seal'
import type { Job } from '#core/jobs/types'

type Head = { seal_no: number; hash: string }

const BATCH = 1_000
/** A row's sequence number is drawn before its commit: rows this young may still get an older neighbour. */
const SETTLED = `at < now() - interval '5 seconds'`

/**
 * Chains new audit rows by hash. Only here, in the background: an inline chain would make every writer wait for
 * one row. The copy in `storage/audit.jsonl` follows after the commit.
 */
export default class SealAuditLog implements Job {
  async handle() {
    while ((await this.#sealBatch()) === BATCH) {
      // a full batch: there may be more
    }
    await copyToFile()
  }

  /** How many rows it sealed. */
  async #sealBatch(): Promise<number> {
    return db.transaction(async (trx) => {
      await sqlRun(trx, `insert into audit_head (id, seal_no, hash) values (1, 0, ?) on conflict do nothing`, [GENESIS])
      const heads = await sqlRows<Head>(trx, 'select seal_no, hash from audit_head where id = 1 for update')
      const rows = await sqlRows<SealedColumns>(
        trx,
        `select ${SEAL_SELECT} from audit_log where hash is null and ${SETTLED} order by seq limit ?`,
        [BATCH]
      )
      if (!rows.length) return 0

      let previous = heads[0].hash
      const links = rows.map((row, at) => {
        const link = { seq: row.seq, no: heads[0].seal_no + at + 1, prev: previous, hash: sealOf(row, previous) }
        previous = link.hash
        return link
      })
      await sqlRun(
        trx,
        `update audit_log set hash = l.hash, prev_hash = l.prev, seal_no = l.no
           from jsonb_to_recordset(?::jsonb) as l(seq bigint, no bigint, prev text, hash text) where audit_log.seq = l.seq`,
        [JSON.stringify(links)]
      )
      await sqlRun(trx, 'update audit_head set seal_no = ?, hash = ? where id = 1', [links.at(-1)!.no, previous])
      return rows.length
    })
  }
}
