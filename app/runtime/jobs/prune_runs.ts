import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { runRetentionDays, sampleRetentionDays } from '#runtime/settings'
import type { Job } from '#core/jobs/types'

const BATCH = 5_000
/** Figures by day are small: they are kept for a year whatever becomes of single runs. */
const USAGE_DAYS = 400

const RUNS = `delete from plugin_runs where (at, id) in (
  select at, id from plugin_runs where at < now() - make_interval(days => ?) order by at limit ?)`
const SAMPLES = `delete from plugin_run_samples where run_id in (
  select run_id from plugin_run_samples where at < now() - make_interval(days => ?) order by at limit ?)`
const USAGE = `delete from plugin_usage where (day, installation_id) in (
  select day, installation_id from plugin_usage where day < current_date - ?::int limit ?)`

/** Forgets runs, samples and figures older than the settings say, a batch at a time so that nobody waits for the lock. */
@inject()
export default class PruneRuns implements Job {
  constructor(private readonly settings: Settings) {}

  async handle(): Promise<void> {
    await prune(SAMPLES, await this.settings.get(sampleRetentionDays))
    await prune(RUNS, await this.settings.get(runRetentionDays))
    await prune(USAGE, USAGE_DAYS)
  }
}

async function prune(sql: string, days: number): Promise<void> {
  for (;;) {
    const removed = await sqlRun(db, sql, [days, BATCH])
    if (removed < BATCH) return
  }
}
