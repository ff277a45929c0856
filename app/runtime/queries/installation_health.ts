import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

/** Figures are taken from so many of the newest runs of a day: enough to judge by, and no more to read. */
const MOST_RUNS = 20_000

export interface HealthHour {
  hour: Date
  runs: number
  failures: number
  p50_us: number | null
  p95_us: number | null
  fuel_median: number | null
  fuel_most: number | null
}

export interface InstallationHealth {
  runs: number
  failures: number
  p50_us: number | null
  p95_us: number | null
  fuel_median: number | null
  /** The highest share of its fuel that a run burnt, 0 to 1. */
  fuel_share: number | null
  hours: HealthHour[]
}

const FIGURES = `count(*) as runs, count(*) filter (where outcome <> 'ok') as failures,
  percentile_disc(0.5) within group (order by duration_us) as p50_us, percentile_disc(0.95) within group (order by duration_us) as p95_us,
  percentile_disc(0.5) within group (order by fuel) as fuel_median`

/** How an installation did in the last twenty-four hours, in all and by the hour. */
export async function readHealth(installationId: string): Promise<InstallationHealth> {
  const lately = `with lately as materialized (
    select at, outcome, duration_us, fuel, fuel_limit from plugin_runs
     where installation_id = ? and at > now() - interval '1 day' order by at desc, id desc limit ${MOST_RUNS})`
  const [total, hours] = await Promise.all([
    sqlRows<Omit<InstallationHealth, 'hours'>>(
      db,
      `${lately} select ${FIGURES}, max(fuel::float8 / nullif(fuel_limit, 0)) as fuel_share from lately`,
      [installationId]
    ),
    sqlRows<HealthHour>(
      db,
      `${lately} select date_trunc('hour', at, 'UTC') as hour, ${FIGURES}, max(fuel) as fuel_most from lately group by 1 order by 1`,
      [installationId]
    ),
  ])
  return { ...total[0]!, hours }
}
