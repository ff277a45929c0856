import db from '@adonisjs/lucid/services/db'
import { createHash } from 'node:crypto'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'

export type Download = {
  versionId: string
  /** An account, or whoever a network and a program's name stand for. */
  client: string
  network: string
  isAutomated: boolean
  isUpdate: boolean
}

/**
 * Notes who fetched a version today; figures are folded from that by `registry.count_downloads`. Each client has a row of
 * its own, so nobody waits for another, and whoever asks a thousand times is one. Best effort: nobody goes without bytes
 * for a figure. Hashes are of the day: nobody can be followed over days.
 */
export class CountDownload {
  async handle({ versionId, client, network, isAutomated, isUpdate }: Download): Promise<void> {
    const day = Clock.now().toISODate()
    const hashed = (text: string) => createHash('sha256').update(`${day} ${text}`).digest('hex')
    await sqlRun(
      db,
      `insert into download_uniques as d (version_id, day, client_hash, network_hash, is_automated, is_update) values (?, ?, ?, ?, ?, ?)
       on conflict (version_id, day, client_hash) do update set hits = d.hits + 1`,
      [versionId, day, hashed(client), hashed(network).slice(0, 16), isAutomated, isUpdate]
    ).catch(() => 0)
  }
}
