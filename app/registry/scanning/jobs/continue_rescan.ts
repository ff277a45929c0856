import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { sqlRows, sqlRun } from '#core/database/sql'
import { RescanVersion, type Rescanned } from '#registry/scanning/rescans/rescan_version'
import { ScannerUnavailable } from '#registry/publishing/judge_artifact'
import type { Job } from '#core/jobs/types'

type Rescan = { id: string; after: string; scope: 'all' | 'alike' }

const PAGE = 50
/** Other jobs of the queue get their turn in between. */
const SLICE_MS = 10_000

/** What was withdrawn tells by its imports and exports what its copies look like. */
const ALIKE = `and (v.imports_hash, v.exports_hash) in (
  select w.imports_hash, w.exports_hash from plugin_versions w join plugins q on q.id = w.plugin_id
   where q.status in ('taken_down', 'deleted') or w.status = 'removed' or w.artifact_digest in (select digest from blob_verdicts where verdict = 'block'))`

/** Goes on with the new look at everything that is public, a slice at a time; how far it came is kept after each version. */
@inject()
export default class ContinueRescan implements Job {
  constructor(private readonly rescan: RescanVersion) {}

  async handle() {
    const endsAt = performance.now() + SLICE_MS
    const rescan = await claim()
    if (!rescan) return
    while (performance.now() < endsAt) {
      const page = await nextPage(rescan)
      if (!page.length) return void (await sqlRun(db, 'update rescans set finished_at = now() where id = ?', [rescan.id]))
      for (const { id } of page) {
        const outcome = await this.#look(id)
        if (outcome === 'busy') return release(rescan)
        rescan.after = id
        await note(rescan, outcome)
        if (performance.now() >= endsAt) break
      }
    }
    await release(rescan)
  }

  async #look(id: string): Promise<Rescanned | 'failed' | 'busy'> {
    try {
      return await this.rescan.handle(id)
    } catch (error) {
      if (error instanceof ScannerUnavailable) return 'busy'
      logger.warn({ err: error, version: id }, 'a version could not be looked at again')
      return 'failed'
    }
  }
}

/** One worker at a time; one that died lets go after a minute. */
async function claim(): Promise<Rescan | undefined> {
  const [rescan] = await sqlRows<Rescan>(
    db,
    `update rescans set claimed_until = now() + interval '1 minute'
      where id = (select id from rescans where finished_at is null and (claimed_until is null or claimed_until < now()) order by started_at limit 1 for update skip locked)
      returning id, after, scope`
  )
  return rescan
}

const release = async ({ id }: Rescan) => void (await sqlRun(db, 'update rescans set claimed_until = null where id = ?', [id]))

const nextPage = ({ after, scope }: Rescan) =>
  sqlRows<{ id: string }>(
    db,
    `select v.id from plugin_versions v where v.id > ? and v.status in ('published', 'yanked') ${scope === 'alike' ? ALIKE : ''} order by v.id limit ${PAGE}`,
    [after]
  )

const note = ({ id, after }: Rescan, outcome: string) =>
  sqlRun(
    db,
    `update rescans set after = ?, seen = seen + 1, hidden = hidden + ?, failed = failed + ?, claimed_until = now() + interval '1 minute'
      where id = ? and finished_at is null`,
    [after, outcome === 'hidden' ? 1 : 0, outcome === 'failed' ? 1 : 0, id]
  )
