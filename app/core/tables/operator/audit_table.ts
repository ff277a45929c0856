import { byAction, searchAudit } from '#core/audit/audit_filters'
import { knownActs, knownTargets } from '#core/audit/known_acts'
import { namesOfPeople } from '#core/modules'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'

export type AuditRow = {
  id: string
  tenant_id?: string | null
  seq: number
  at: Date
  actor_kind: string
  actor_id: string | null
  actor_label: string | null
  action: string
  target_type: string
  target_id: string
  target_label: string | null
  reason: string | null
  ip: string | null
  hash: string | null
  /** Read for files and for the page of one row. */
  before?: object | null
  after?: object | null
}

export const auditTable = defineTable<AuditRow>({
  name: 'core.audit',
  caption: 'core.audit_log',
  columns: [
    { key: 'at', label: 'core.when', format: 'datetime', sort: 'seq' },
    { key: 'actor', label: 'core.who', value: (row) => row.actor_label ?? row.actor_id, note: (row) => row.ip },
    {
      key: 'action',
      label: 'core.action',
      labels: 'audit.',
      note: (row) => row.action,
      href: (row) => `/operator/audit/${row.id}`,
      layer: 'drawer',
    },
    {
      key: 'target',
      label: 'core.target',
      value: (row) => row.target_label ?? row.target_id,
      note: (row) => row.target_type,
      noteLabels: 'audit.type_',
    },
    { key: 'reason', label: 'core.reason', isMinor: true },
    {
      key: 'sealed',
      label: 'core.seal',
      format: 'status',
      labels: 'core.seal_',
      value: (row) => (row.hash ? 'sealed' : 'waiting'),
      isMinor: true,
    },
  ],
  search: searchAudit,
  filters: [
    {
      key: 'actor',
      label: 'core.actor_kind',
      kind: 'choice',
      column: 'actor_kind',
      options: choices(['user', 'system', 'plugin'], 'core.actor_'),
    },
    { key: 'action', label: 'core.action', kind: 'text', options: () => knownActs(), where: byAction },
    { key: 'target_type', label: 'core.target_type', kind: 'text', options: knownTargets },
    { key: 'target_id', label: 'core.target_id', kind: 'text' },
    { key: 'actor_id', label: 'core.actor_id', kind: 'id' },
    { key: 'tenant', label: 'core.tenant_id', kind: 'id', column: 'tenant_id' },
    { key: 'request', label: 'core.request_id', kind: 'text', column: 'request_id' },
    { key: 'at', label: 'core.when', kind: 'dates' },
  ],
  defaultSort: '-at',
  tieBreaker: 'seq',
  decorate: withNames,
  jsonLine: (row) => row,
  isExportAudited: true,
  fileColumns: [
    ...['ip', 'actor_id', 'target_type', 'target_id', 'tenant_id', 'request_id'].map((key) => ({ key, label: `core.${key}` })),
    { key: 'before', label: 'core.before', value: ({ before }) => before && JSON.stringify(before) },
    { key: 'after', label: 'core.after', value: ({ after }) => after && JSON.stringify(after) },
  ],
  empty: { title: 'core.no_audit', icon: 'history' },
})

/** People are another domain's rows: their names come through its face, one query a page. */
export async function withNames<Row extends { actor_id: string | null; actor_label: string | null }>(rows: Row[]): Promise<Row[]> {
  const names = await namesOfPeople(rows.map((row) => row.actor_id))
  return rows.map((row) => ({ ...row, actor_label: row.actor_label ?? (row.actor_id && names.get(row.actor_id)) ?? null }))
}
