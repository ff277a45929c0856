import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows, sqlRun } from '#core/database/sql'
import { BlobStore } from '#registry/blobs/blob_store'
import { codePrints } from '#registry/scanning/prints/code_prints'
import { startRescan } from '#registry/scanning/rescans/start_rescan'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Withdrawn = DomainEvent<{ plugin_id?: string; digest?: string }>

const MOST = 100

/** Something was withdrawn for good: its copies are to be known, those that are published already too. */
@inject()
export default class LookForCopies implements Job<Withdrawn> {
  constructor(private readonly blobs: BlobStore) {}

  async handle({ name, payload }: Withdrawn) {
    const unknown = await sqlRows<{ digest: string }>(
      db,
      `select distinct v.artifact_digest as digest from plugin_versions v
        where (v.plugin_id = ?::uuid or v.artifact_digest = ?) and not exists (select 1 from artifact_prints a where a.digest = v.artifact_digest) limit ${MOST}`,
      [payload.plugin_id ?? null, payload.digest ?? null]
    )
    for (const { digest } of unknown) await this.#print(digest)
    await db.transaction((trx) => startRescan(trx, { reason: name, scope: 'alike' }))
  }

  async #print(digest: string) {
    const prints = codePrints(await this.blobs.read(digest))
    if (prints) {
      await sqlRun(db, 'insert into artifact_prints (digest, prints) values (?, ?::int[]) on conflict do nothing', [digest, prints])
    }
  }
}
