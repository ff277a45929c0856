import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { runRetentionDays } from '#runtime/settings'
import type { Job } from '#core/jobs/types'

const BATCH = 5_000

/** Forgets runs older than the setting says, a batch at a time so that nobody waits for the lock. */
@inject()
export default class PruneRuns implements Job {
  constructor(private readonly settings: Settings) {}

  async handle(): Promise<void> {
    const days = await this.settings.get(runRetentionDays)
    for (;;) {
      const removed = await sqlRun(
        db,
        `delete from plugin_runs where (at, id) in (
           select at, id from plugin_runs where at < now() - make_interval(days => ?) order by at limit ?)`,
        [days, BATCH]
      )
      if (removed < BATCH) return
    }
  }
}
