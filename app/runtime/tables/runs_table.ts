import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { withTenantNames } from '#runtime/queries/tenant_names'
import type { Column, Filter, TableSpec } from '#core/tables/table_definition'
import type { Tone } from '#core/panels/tones'

export interface RunListRow {
  id: string
  at: Date
  tenant_id: string | null
  tenant_name?: string | null
  plugin_name: string
  version: string | null
  hook: string
  outcome: string
  fuel: number
  fuel_limit: number | null
  duration_us: number
  error: string | null
  has_sample: boolean
}

export const RUN_COLUMNS = [
  ...['id', 'at', 'tenant_id', 'plugin_name', 'version', 'hook', 'outcome'],
  ...['fuel', 'fuel_limit', 'duration_us', 'error', 'has_sample'],
]

const OUTCOMES = [
  ...['ok', 'failed', 'fuel_exhausted', 'timeout', 'memory', 'trap', 'output_too_large', 'invalid_output'],
  ...['input_too_large', 'invalid_module', 'overloaded', 'host_crashed', 'quota_exceeded'],
]
/** Not the plugin's fault. */
const PLATFORM_FAULTS = new Set(['overloaded', 'host_crashed', 'input_too_large', 'quota_exceeded'])

export const outcomeTone = (outcome: string): Tone => (outcome === 'ok' ? 'good' : PLATFORM_FAULTS.has(outcome) ? 'warn' : 'bad')

/** From this share of its fuel on a run is close to failing. */
const NEARLY_EMPTY = 0.8

export const fuelShare = ({ fuel, fuel_limit: limit }: Pick<RunListRow, 'fuel' | 'fuel_limit'>): number | null =>
  limit ? fuel / limit : null
export const isNearlyEmpty = (run: Pick<RunListRow, 'fuel' | 'fuel_limit'>): boolean => (fuelShare(run) ?? 0) >= NEARLY_EMPTY

const columns = (area: 'operator' | 'seller'): Column<RunListRow>[] => [
  { key: 'at', label: 'runtime.at', format: 'datetime', sort: 'id' },
  {
    key: 'plugin',
    label: 'runtime.plugin',
    value: (row) => row.plugin_name,
    href: (row) => `/${area}/plugin-runs/${row.id}`,
    layer: 'drawer',
    note: (row) => [row.version, row.tenant_name].filter(Boolean).join(' · ') || null,
  },
  { key: 'hook', label: 'runtime.hook', format: 'code', isMinor: true },
  { key: 'outcome', label: 'runtime.outcome', format: 'status', labels: 'runtime.outcome_', tone: (row) => outcomeTone(row.outcome) },
  { key: 'duration', label: 'runtime.duration', value: (row) => `${(row.duration_us / 1_000).toFixed(1)} ms` },
  { key: 'fuel', label: 'runtime.fuel', format: 'number', isMinor: true, note: (row) => shareNote(row) },
  { key: 'error', label: 'runtime.error', value: (row) => row.error?.slice(0, 140) ?? null, isMinor: true },
]

const shareNote = (row: RunListRow): string | null => (isNearlyEmpty(row) ? `${Math.round(fuelShare(row)! * 100)} %` : null)

const filters: Filter[] = [
  { key: 'plugin', label: 'runtime.plugin', kind: 'text', where: (query, value) => void query.where('plugin_name', String(value)) },
  { key: 'hook', label: 'runtime.hook', kind: 'text', where: (query, value) => void query.where('hook', String(value)) },
  {
    key: 'outcome',
    label: 'runtime.outcome',
    kind: 'choice',
    options: choices(OUTCOMES, 'runtime.outcome_'),
  },
  {
    key: 'failed',
    label: 'runtime.failed_only',
    kind: 'boolean',
    where: (query, value) => (value ? query.whereNot('outcome', 'ok') : query.where('outcome', 'ok')),
  },
  {
    key: 'fuel_warning',
    label: 'runtime.fuel_warning',
    kind: 'boolean',
    where: (query, value) => void query.whereRaw(`fuel ${value ? '>=' : '<'} fuel_limit * ${NEARLY_EMPTY} and fuel_limit > 0`),
  },
  { key: 'sampled', label: 'runtime.sampled_only', kind: 'boolean', column: 'has_sample' },
  { key: 'installation', label: 'runtime.installation', kind: 'id', column: 'installation_id' },
  { key: 'at', label: 'runtime.at', kind: 'dates' },
]

const shared: Pick<TableSpec<RunListRow>, 'caption' | 'search' | 'views' | 'defaultSort' | 'tieBreaker' | 'empty'> = {
  caption: 'runtime.runs',
  search: (query, text) => {
    query.where((inner) => inner.whereILike('plugin_name', `%${text}%`).orWhereILike('error', `%${text}%`))
  },
  views: [
    { key: 'failed', label: 'runtime.view_failed', query: { failed: '1' } },
    { key: 'fuel', label: 'runtime.view_fuel', query: { fuel_warning: '1' } },
  ],
  // Ids are UUIDv7: their order is that of time.
  defaultSort: '-at',
  tieBreaker: 'id',
  empty: { title: 'runtime.no_runs', text: 'runtime.no_runs_text', icon: 'puzzle' },
}

/** Everybody's runs, for operators. */
export const runsTable = defineTable<RunListRow>({
  ...shared,
  name: 'runtime.runs',
  columns: columns('operator'),
  filters: [...filters, { key: 'tenant', label: 'runtime.tenant', kind: 'id', column: 'tenant_id' }],
  decorate: withTenantNames,
})

/** A tenant's own runs. */
export const ownRunsTable = defineTable<RunListRow>({ ...shared, name: 'runtime.own_runs', columns: columns('seller'), filters })
