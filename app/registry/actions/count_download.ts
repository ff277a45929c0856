import db from '@adonisjs/lucid/services/db'
import { createHash } from 'node:crypto'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'

/** Counts a download, each client once a day. Best effort: nobody waits longer, or goes without the bytes, for a figure. */
export class CountDownload {
  async handle({ versionId, client }: { versionId: string; client: string }): Promise<void> {
    const day = Clock.now().toISODate()
    const clientHash = createHash('sha256').update(`${day} ${client}`).digest('hex')
    await sqlRun(
      db,
      `with fresh as (
         insert into download_uniques (version_id, day, client_hash) values (?, ?, ?) on conflict do nothing returning 1
       )
       insert into version_downloads as d (version_id, day, raw, unique_clients) values (?, ?, 1, (select count(*) from fresh))
       on conflict (version_id, day) do update set raw = d.raw + 1, unique_clients = d.unique_clients + excluded.unique_clients`,
      [versionId, day, clientHash, versionId, day]
    ).catch(() => 0)
  }
}
