import db from '@adonisjs/lucid/services/db'
import { descending, keysetPage, type Page } from '#core/http/keyset'
import { sqlRows } from '#core/database/sql'
import type { HostCallSummary } from '#runtime/host_calls/host_call_usage'

export interface RunRow {
  id: string
  at: Date
  installation_id: string
  tenant_id: string | null
  plugin_name: string
  hook: string
  digest: string
  outcome: string
  fuel: number
  duration_us: number
  error: string | null
  /** Null for runs of before it was kept. */
  version: string | null
  fuel_limit: number | null
  /** How often it asked the platform for what. */
  host_calls: Record<string, number> | null
  /** With what it took; null for runs of before it was kept. */
  host_usage: HostCallSummary | null
  has_sample: boolean
  logs: { level: string; text: string }[] | null
}

export interface RunFilter {
  installationId?: string
  /** Left out: every tenant's (for operators). Null: the platform's own. */
  tenantId?: string | null
  failedOnly?: boolean
  plugin?: string
  hook?: string
  outcome?: string
  since?: Date
  until?: Date
  limit: number
  cursor?: string | null
}

/** Single runs, newest first. */
export async function listRuns(filter: RunFilter): Promise<Page<RunRow>> {
  const { installationId, tenantId, failedOnly, limit, cursor } = filter
  const query = db.from('plugin_runs').select('*')
  if (installationId) query.where('installation_id', installationId)
  if (tenantId === null) query.whereNull('tenant_id')
  else if (tenantId !== undefined) query.where('tenant_id', tenantId)
  if (failedOnly) query.whereNot('outcome', 'ok')
  for (const [column, value] of [
    ['plugin_name', filter.plugin] as const,
    ['hook', filter.hook] as const,
    ['outcome', filter.outcome] as const,
  ]) {
    if (value !== undefined) query.where(column, value)
  }
  if (filter.since) query.where('at', '>=', filter.since)
  if (filter.until) query.where('at', '<', filter.until)
  const sort = descending('at', 'id')
  return keysetPage<RunRow>(query, { sort, limit, cursor })
}

export interface RunFigures {
  installation_id: string
  runs: number
  failures: number
  median_us: number
  max_fuel: number
}

/** How the installations did in the last day, in one query for a whole page of them. */
export async function runFigures(installationIds: string[]): Promise<Map<string, RunFigures>> {
  if (installationIds.length === 0) return new Map()
  const rows = await sqlRows<RunFigures>(
    db,
    `select installation_id, count(*) as runs, count(*) filter (where outcome <> 'ok') as failures,
            (percentile_disc(0.5) within group (order by duration_us)) as median_us, max(fuel) as max_fuel
       from plugin_runs where installation_id = any(?::uuid[]) and at > now() - interval '1 day' group by installation_id`,
    [installationIds]
  )
  return new Map(rows.map((row) => [row.installation_id, row]))
}
