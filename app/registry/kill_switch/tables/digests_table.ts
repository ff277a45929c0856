import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import type { JudgedDigestRow } from '#registry/kill_switch/queries/judged_digests'

const SHOWN = 16

const define = (area: string) =>
  defineTable<JudgedDigestRow>({
    name: `registry.digests_${area}`,
    caption: 'killswitch.title',
    columns: [
      {
        ...{ key: 'digest', label: 'killswitch.digest', value: ({ digest }) => `${digest.slice(0, SHOWN)}…` },
        ...{ href: (row) => `/${area}/digests/${row.digest}`, note: (row) => row.plugins },
      },
      {
        ...{ key: 'verdict', label: 'killswitch.verdict', format: 'badge', labels: 'killswitch.verdict_' },
        tone: ({ verdict }) => (verdict === 'block' ? 'bad' : 'good'),
      },
      { key: 'reason', label: 'killswitch.reason' },
      { key: 'stopped', label: 'killswitch.stopped', format: 'number' },
      { key: 'decided_by', label: 'killswitch.decided_by', isMinor: true },
      { key: 'decided_at', label: 'killswitch.decided_at', format: 'ago', sort: 'decided_at' },
    ],
    search: (query, text) =>
      query.where((any) => any.whereILike('digest', `${text}%`).orWhereILike('plugins', `%${text}%`).orWhereILike('reason', `%${text}%`)),
    filters: [
      {
        ...{ key: 'verdict', label: 'killswitch.verdict', kind: 'choice' },
        options: choices(['block', 'allow'], 'killswitch.verdict_'),
      },
    ],
    defaultSort: '-decided_at',
    tieBreaker: 'digest',
    empty: { title: 'killswitch.none', text: 'killswitch.none_text', icon: 'shield-x' },
  })

/** The same list on both panels, linked to the panel's own pages. */
export const DIGESTS = { moderator: define('moderator'), operator: define('operator') }
