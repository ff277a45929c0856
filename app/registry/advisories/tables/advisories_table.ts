import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { SEVERITIES, type Severity } from '#registry/advisories/advisory'
import { SEVERITY_TONES } from '#registry/advisories/pages/severity_tones'
import { ADVISORY_STATUSES, type AdvisoryStatus } from '#registry/advisories/advisory_states'

type AdvisoryRow = {
  id: string
  code: string
  summary: string
  severity: Severity
  status: AdvisoryStatus
  plugins: string
  modified_at: Date
}

const define = (area: string) =>
  defineTable<AdvisoryRow>({
    name: `registry.advisories_${area}`,
    caption: 'advisories.title',
    columns: [
      { key: 'code', label: 'advisories.code', href: (row) => `/${area}/advisories/${row.code}`, note: (row) => row.summary },
      {
        ...{ key: 'severity', label: 'advisories.severity', format: 'badge', labels: 'advisories.severity_' },
        tone: ({ severity }) => SEVERITY_TONES[severity],
      },
      { key: 'status', label: 'advisories.status', format: 'status', labels: 'advisories.status_' },
      { key: 'plugins', label: 'advisories.plugins', isMinor: true },
      { key: 'modified_at', label: 'advisories.modified', format: 'ago', sort: 'modified_at' },
    ],
    search: (query, text) => query.where((any) => any.whereILike('code', `%${text}%`).orWhereILike('summary', `%${text}%`)),
    filters: [
      { key: 'status', label: 'advisories.status', kind: 'choice', options: choices(ADVISORY_STATUSES, 'advisories.status_') },
      { key: 'severity', label: 'advisories.severity', kind: 'choice', options: choices(SEVERITIES, 'advisories.severity_') },
    ],
    defaultSort: '-modified_at',
    empty: { title: 'advisories.none', icon: 'shield-check' },
  })

/** Moderators see all, publishers theirs; linked to the panel's own pages. */
export const ADVISORY_TABLES = { moderator: define('moderator'), publisher: define('publisher') }
