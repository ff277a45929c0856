import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import type { QuarantineRow } from '#registry/takedowns/queries/quarantines'

/** None is forgotten: every quarantine has an owner, an end and an outcome, and stands here until then. */
const define = (area: string) =>
  defineTable<QuarantineRow>({
    name: `registry.quarantines_${area}`,
    caption: 'trust.quarantines',
    columns: [
      { key: 'name', label: 'registry.name', sort: 'name', href: (row) => `/${area}/registry-plugins/${row.plugin_id}` },
      { key: 'kind', label: 'trust.quarantine_of', format: 'badge', labels: 'trust.quarantine_of_' },
      { key: 'reason', label: 'trust.reason' },
      { key: 'owner', label: 'trust.owner' },
      { key: 'on_expiry', label: 'trust.on_expiry', format: 'badge', labels: 'trust.outcome_' },
      { key: 'expires_at', label: 'trust.ends', format: 'ago', sort: 'expires_at' },
    ],
    search: (query, text) => query.whereILike('name', `%${text}%`),
    filters: [
      {
        key: 'kind',
        label: 'trust.quarantine_of',
        kind: 'choice',
        options: choices(['plugin', 'version'], 'trust.quarantine_of_'),
      },
    ],
    defaultSort: 'expires_at',
    empty: { title: 'trust.no_quarantines', icon: 'shield-check' },
  })

export const QUARANTINES = { moderator: define('moderator'), operator: define('operator') }
