import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { isFailure } from '#runtime/runs/run'
import type { RunRow } from '#runtime/runs/run_row'

/** Failures of an installation that came one after the other, whatever process saw them. */
export interface FailureCount {
  installation_id: string
  in_a_row: number
}

/** Writes a batch: runs, samples, what was used by day, and failures in a row. One statement: all of it or none. */
export async function writeRuns(rows: RunRow[]): Promise<FailureCount[]> {
  return sqlRows<FailureCount>(db, WRITE, [JSON.stringify(rows), JSON.stringify(usageOf(rows)), JSON.stringify(streaksOf(rows))])
}

/** Rows are written in one order everywhere, so that two processes never wait for each other. A person's act ends a streak. */
const WRITE = `
  with given as (
    select * from jsonb_to_recordset(?::jsonb) as run(id uuid, at timestamptz, installation_id uuid, tenant_id uuid, plugin_name text, version text,
      hook text, digest text, outcome text, fuel bigint, fuel_limit bigint, duration_us bigint, error text, logs jsonb, host_calls jsonb, host_usage jsonb, sample jsonb)
  ), runs as (
    insert into plugin_runs (id, at, installation_id, tenant_id, plugin_name, version, hook, digest, outcome, fuel, fuel_limit, duration_us,
                             error, logs, host_calls, host_usage, has_sample)
    select id, at, installation_id, tenant_id, plugin_name, version, hook, digest, outcome, fuel, fuel_limit, duration_us, error,
           nullif(logs, 'null'), nullif(host_calls, 'null'), nullif(host_usage, 'null'), coalesce(sample, 'null') <> 'null' from given
  ), samples as (
    insert into plugin_run_samples (run_id, at, input, output, is_whole, host_calls)
    select id, at, sample->>'input', sample->>'output', (sample->>'isWhole')::boolean, sample->'calls' from given
     where coalesce(sample, 'null') <> 'null'
  ), used as (
    insert into plugin_usage (day, installation_id, tenant_id, runs, failures, fuel)
    select * from jsonb_to_recordset(?::jsonb) as u(day date, installation_id uuid, tenant_id uuid, runs bigint, failures bigint, fuel bigint)
     order by day, installation_id
    on conflict (day, installation_id) do update set runs = plugin_usage.runs + excluded.runs,
      failures = plugin_usage.failures + excluded.failures, fuel = plugin_usage.fuel + excluded.fuel
  ), streaks as (
    select s.* from jsonb_to_recordset(?::jsonb) as s(installation_id uuid, failures int, is_broken boolean, failed_at timestamptz)
  ), healed as (
    update plugin_failure_counts c set in_a_row = 0 from streaks s where c.installation_id = s.installation_id and s.failures = 0 and c.in_a_row > 0
  )
  insert into plugin_failure_counts as c (installation_id, in_a_row)
  select s.installation_id, s.failures from streaks s
    join plugin_installations i on i.id = s.installation_id and i.is_enabled and s.failed_at > i.updated_at
   where s.failures > 0 order by s.installation_id
  on conflict (installation_id) do update set
    in_a_row = excluded.in_a_row + case when c.installation_id = any(select installation_id from streaks where is_broken) then 0 else c.in_a_row end
  returning installation_id, in_a_row`

interface Usage {
  day: string
  installation_id: string
  tenant_id: string | null
  runs: number
  failures: number
  fuel: number
}

function usageOf(rows: RunRow[]): Usage[] {
  const byDay = new Map<string, Usage>()
  for (const { at, installation_id, tenant_id, outcome, fuel } of rows) {
    if (outcome === 'quota_exceeded') continue
    const day = new Date(at).toISOString().slice(0, 10)
    const key = `${day} ${installation_id}`
    const usage = byDay.get(key) ?? { day, installation_id, tenant_id, runs: 0, failures: 0, fuel: 0 }
    usage.runs += 1
    usage.failures += isFailure(outcome) ? 1 : 0
    usage.fuel += fuel
    byDay.set(key, usage)
  }
  return [...byDay.values()]
}

interface Streak {
  installation_id: string
  /** At the end of the batch. */
  failures: number
  /** Something worked before them. */
  is_broken: boolean
  failed_at: string | null
}

function streaksOf(rows: RunRow[]): Streak[] {
  const streaks = new Map<string, Streak>()
  for (const { installation_id, outcome, at, is_for_stranger: isForStranger } of rows) {
    if (isForStranger || (outcome !== 'ok' && !isFailure(outcome))) continue
    const streak = streaks.get(installation_id) ?? { installation_id, failures: 0, is_broken: false, failed_at: null }
    const next =
      outcome === 'ok'
        ? { failures: 0, is_broken: true, failed_at: null }
        : { failures: streak.failures + 1, failed_at: streak.failed_at ?? at }
    streaks.set(installation_id, { ...streak, ...next })
  }
  return [...streaks.values()]
}
