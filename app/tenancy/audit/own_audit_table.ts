import { byAction } from '#core/audit/audit_filters'
import { knownActs, knownTargets } from '#core/audit/known_acts'
import { defineTable } from '#core/tables/table'
import { byMember, withActorNames, type OwnAuditRow } from '#tenancy/audit/own_audit'

export const ownAuditTable = defineTable<OwnAuditRow>({
  name: 'tenancy.audit',
  caption: 'tenancy.audit',
  columns: [
    { key: 'at', label: 'core.when', format: 'datetime', sort: 'seq' },
    { key: 'actor', label: 'core.who', value: (row) => row.actor_name, note: (row) => row.ip },
    { key: 'action', label: 'core.action', labels: 'audit.', note: (row) => row.action },
    {
      key: 'target',
      label: 'core.target',
      value: (row) => row.target_label ?? row.target_id,
      note: (row) => row.target_type,
      noteLabels: 'audit.type_',
    },
    { key: 'reason', label: 'core.reason', isMinor: true },
  ],
  filters: [
    { key: 'action', label: 'core.action', kind: 'text', options: () => knownActs(true), where: byAction },
    { key: 'target_type', label: 'core.target_type', kind: 'text', options: knownTargets },
    { key: 'target_id', label: 'core.target_id', kind: 'text' },
    { key: 'actor_id', label: 'core.actor_id', kind: 'id', where: byMember },
    { key: 'at', label: 'core.when', kind: 'dates' },
  ],
  defaultSort: '-at',
  tieBreaker: 'seq',
  decorate: withActorNames,
  jsonLine: (row) => row,
  empty: { title: 'tenancy.no_audit', icon: 'history' },
})
