import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { platformKey, type KnownKey } from '#registry/signing/platform_keys'
import { GENESIS, hashOfLink, LOG_TIME, sha256Hex, statementOf } from '#registry/log/log_chain'
import type { Job } from '#core/jobs/types'

type Head = { seq: number; hash: string }
type Draft = { draft: number; at: string; event: string; payload: string }

const BATCH = 500

/**
 * Numbers, chains and signs what was committed since. What commits later comes later, whenever it began: no number is
 * drawn before its entry is there to stay, so none is missing.
 */
export default class SealLog implements Job {
  async handle() {
    for (;;) if ((await sealBatch()) < BATCH) return
  }
}

async function sealBatch(): Promise<number> {
  return db.transaction(async (trx) => {
    await sqlRun(trx, 'insert into log_head (id, seq, hash) values (1, 0, ?) on conflict do nothing', [GENESIS])
    const key = await platformKey(trx, 'registry')
    const [head] = await sqlRows<Head>(trx, 'select seq, hash from log_head where id = 1 for update')
    const drafts = await sqlRows<Draft>(
      trx,
      `select e.draft, ${LOG_TIME} as at, e.event, e.payload from log_entries e where e.seq is null order by e.draft limit ?`,
      [BATCH]
    )
    if (!drafts.length) return 0
    const links = linkAll(drafts, head, key)
    await sqlRun(
      trx,
      `update log_entries e set seq = l.seq, payload_hash = l.payload_hash, prev_hash = l.prev_hash, hash = l.hash, signature = l.signature, key_id = ?
         from jsonb_to_recordset(?::jsonb) as l(draft bigint, seq bigint, payload_hash text, prev_hash text, hash text, signature text)
        where e.draft = l.draft`,
      [key.id, JSON.stringify(links)]
    )
    const last = links.at(-1)!
    await sqlRun(trx, 'update log_head set seq = ?, hash = ? where id = 1', [last.seq, last.hash])
    return drafts.length
  })
}

function linkAll(drafts: Draft[], head: Head, key: KnownKey) {
  let previous = head.hash
  return drafts.map(({ draft, at, event, payload }, index) => {
    const link = { seq: head.seq + index + 1, at, event, payload_hash: sha256Hex(payload), prev_hash: previous }
    previous = hashOfLink(link)
    return { ...link, draft, hash: previous, signature: key.sign(statementOf(previous)) }
  })
}
