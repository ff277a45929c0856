import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { withTenantNames } from '#runtime/queries/tenant_names'

export interface InstallationListRow {
  id: string
  tenant_id: string | null
  tenant_name?: string | null
  plugin_name: string
  version: string
  is_enabled: boolean
  breaker_state: 'closed' | 'open'
  breaker_reason: string | null
  created_at: Date
}

export const INSTALLATION_COLUMNS = [
  'id',
  'tenant_id',
  'plugin_name',
  'version',
  'is_enabled',
  'breaker_state',
  'breaker_reason',
  'created_at',
]

export type InstallationStatus = 'enabled' | 'disabled' | 'tripped'
const STATUSES: InstallationStatus[] = ['enabled', 'disabled', 'tripped']

/** `tripped`: switched off by the breaker. */
export const statusOf = (row: Pick<InstallationListRow, 'is_enabled' | 'breaker_state'>): InstallationStatus =>
  row.is_enabled ? 'enabled' : row.breaker_state === 'open' ? 'tripped' : 'disabled'

export const installationsTable = defineTable<InstallationListRow>({
  name: 'runtime.installations',
  caption: 'runtime.installations',
  columns: [
    {
      key: 'plugin',
      label: 'runtime.plugin',
      value: (row) => row.plugin_name,
      href: (row) => `/operator/installations/${row.id}`,
      layer: 'drawer',
      note: (row) => row.version,
    },
    { key: 'tenant', label: 'runtime.tenant', value: (row) => row.tenant_name ?? null },
    { key: 'status', label: 'runtime.status', format: 'status', labels: 'runtime.status_', value: statusOf },
    { key: 'reason', label: 'runtime.reason', value: (row) => row.breaker_reason?.slice(0, 140) ?? null, isMinor: true },
    { key: 'created_at', label: 'runtime.installed_at', format: 'ago', sort: 'id' },
  ],
  search: (query, text) => query.whereILike('plugin_name', `%${text}%`),
  filters: [
    {
      key: 'status',
      label: 'runtime.status',
      kind: 'choice',
      options: choices(STATUSES, 'runtime.status_'),
      where: (query, value) => {
        if (value === 'enabled') query.where('is_enabled', true)
        else query.where('is_enabled', false).where('breaker_state', value === 'tripped' ? 'open' : 'closed')
      },
    },
    { key: 'tenant', label: 'runtime.tenant', kind: 'id', column: 'tenant_id' },
  ],
  views: [{ key: 'tripped', label: 'runtime.view_tripped', query: { status: 'tripped' } }],
  defaultSort: '-created_at',
  tieBreaker: 'id',
  decorate: withTenantNames,
  empty: { title: 'runtime.no_installations', text: 'runtime.no_installations_text', icon: 'puzzle' },
})
