import { shortId } from '#core/ids'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'

export type EventRow = { seq: number; id: string; name: string; aggregate_id: string; occurred_at: Date; relayed_at: Date | null }

export const eventsTable = defineTable<EventRow>({
  name: 'core.events',
  caption: 'core.events',
  columns: [
    {
      key: 'name',
      label: 'core.event',
      href: (row) => `/operator/events/${row.id}`,
      layer: 'drawer',
      note: (row) => shortId(row.aggregate_id),
    },
    { key: 'occurred_at', label: 'core.occurred_at', format: 'datetime', sort: 'seq' },
    { key: 'lag', label: 'core.relay_lag', value: (row) => (row.relayed_at ? `${lagOf(row)} ms` : null), isMinor: true },
    {
      key: 'state',
      label: 'core.state',
      format: 'status',
      labels: 'core.event_',
      value: (row) => (row.relayed_at ? 'relayed' : 'waiting'),
    },
  ],
  search: (query, text) => query.whereILike('name', `%${text}%`),
  filters: [
    {
      key: 'state',
      label: 'core.state',
      kind: 'choice',
      options: choices(['waiting', 'relayed'], 'core.event_'),
      where: (query, value) => (value === 'waiting' ? query.whereNull('relayed_at') : query.whereNotNull('relayed_at')),
    },
    { key: 'aggregate_id', label: 'core.aggregate', kind: 'text' },
    { key: 'occurred', label: 'core.occurred_at', kind: 'dates', column: 'occurred_at' },
  ],
  views: [{ key: 'waiting', label: 'core.event_waiting', query: { state: 'waiting' } }],
  defaultSort: '-occurred_at',
  tieBreaker: 'seq',
  empty: { title: 'core.no_events', text: 'core.no_events_text', icon: 'bolt' },
})

const lagOf = ({ occurred_at: occurred, relayed_at: relayed }: EventRow) => Math.max(0, relayed!.getTime() - occurred.getTime())
