import { defineTable } from '#core/tables/table'
import { withTenantNames } from '#runtime/queries/tenant_names'
import type { Tone } from '#core/panels/tones'

export interface RunListRow {
  id: string
  at: Date
  tenant_id: string | null
  tenant_name?: string | null
  plugin_name: string
  hook: string
  outcome: string
  fuel: number
  duration_us: number
  error: string | null
}

export const RUN_COLUMNS = ['id', 'at', 'tenant_id', 'plugin_name', 'hook', 'outcome', 'fuel', 'duration_us', 'error']

const OUTCOMES = [
  ...['ok', 'failed', 'fuel_exhausted', 'timeout', 'memory', 'trap', 'output_too_large', 'invalid_output'],
  ...['input_too_large', 'invalid_module', 'overloaded', 'host_crashed'],
]
/** Not the plugin's fault. */
const PLATFORM_FAULTS = new Set(['overloaded', 'host_crashed', 'input_too_large'])

export const outcomeTone = (outcome: string): Tone => (outcome === 'ok' ? 'good' : PLATFORM_FAULTS.has(outcome) ? 'warn' : 'bad')

/** Ids are UUIDv7: their order is that of time. */
export const runsTable = defineTable<RunListRow>({
  name: 'runtime.runs',
  caption: 'runtime.runs',
  columns: [
    { key: 'at', label: 'runtime.at', format: 'datetime', sort: 'id' },
    {
      key: 'plugin',
      label: 'runtime.plugin',
      value: (row) => row.plugin_name,
      href: (row) => `/operator/plugin-runs/${row.id}`,
      layer: 'drawer',
      note: (row) => row.tenant_name ?? null,
    },
    { key: 'hook', label: 'runtime.hook', format: 'code', isMinor: true },
    { key: 'outcome', label: 'runtime.outcome', format: 'status', labels: 'runtime.outcome_', tone: (row) => outcomeTone(row.outcome) },
    { key: 'duration', label: 'runtime.duration', value: (row) => `${(row.duration_us / 1_000).toFixed(1)} ms` },
    { key: 'fuel', label: 'runtime.fuel', format: 'number', isMinor: true },
    { key: 'error', label: 'runtime.error', value: (row) => row.error?.slice(0, 140) ?? null, isMinor: true },
  ],
  search: (query, text) => query.where((inner) => inner.whereILike('plugin_name', `%${text}%`).orWhereILike('error', `%${text}%`)),
  filters: [
    {
      key: 'outcome',
      label: 'runtime.outcome',
      kind: 'choice',
      options: OUTCOMES.map((value) => ({ value, label: `runtime.outcome_${value}` })),
    },
    {
      key: 'failed',
      label: 'runtime.failed_only',
      kind: 'boolean',
      where: (query, value) => (value ? query.whereNot('outcome', 'ok') : query.where('outcome', 'ok')),
    },
    { key: 'installation', label: 'runtime.installation', kind: 'id', column: 'installation_id' },
    { key: 'tenant', label: 'runtime.tenant', kind: 'id', column: 'tenant_id' },
    { key: 'at', label: 'runtime.at', kind: 'dates' },
  ],
  views: [{ key: 'failed', label: 'runtime.view_failed', query: { failed: '1' } }],
  defaultSort: '-at',
  tieBreaker: 'id',
  decorate: withTenantNames,
  empty: { title: 'runtime.no_runs', text: 'runtime.no_runs_text', icon: 'puzzle' },
})
