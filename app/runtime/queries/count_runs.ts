import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export interface RunDay {
  runs: number
  failures: number
  /** Null on a day without runs. */
  median_us: number | null
  p95_us: number | null
}

/** How plugins did in the last twenty-four hours, all of them together. */
export async function countRuns(): Promise<RunDay> {
  const [day] = await sqlRows<RunDay>(
    db,
    `select count(*) as runs, count(*) filter (where outcome <> 'ok') as failures,
            percentile_disc(0.5) within group (order by duration_us) as median_us,
            percentile_disc(0.95) within group (order by duration_us) as p95_us
       from plugin_runs where at > now() - interval '1 day'`
  )
  return day!
}
