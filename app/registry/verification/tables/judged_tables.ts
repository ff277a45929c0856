import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import type { JudgedPlugin, JudgedPublisher } from '#registry/verification/queries/judged'

const STATE = { key: 'state', label: 'verification.state', kind: 'choice' as const }
const options = choices(['verified', 'unverified'], 'verification.state_')

export const JUDGED_PUBLISHERS = defineTable<JudgedPublisher>({
  name: 'registry.judged_publishers',
  caption: 'verification.publishers',
  columns: [
    {
      key: 'name',
      label: 'verification.publisher',
      sort: 'name',
      href: ({ id }) => `/operator/verification/publishers/${id}`,
      note: ({ slug }) => slug,
    },
    { key: 'state', label: 'verification.state', format: 'badge', labels: 'verification.state_' },
    { key: 'domain', label: 'verification.domain', isMinor: true },
    { key: 'verified_at', label: 'verification.since', format: 'date', isMinor: true },
    { key: 'created_at', label: 'verification.joined', format: 'date', sort: 'created_at', isMinor: true },
  ],
  search: (query, text) => query.whereILike('name', `%${text}%`),
  filters: [{ ...STATE, options }],
  defaultSort: 'name',
  empty: { title: 'verification.no_publishers', icon: 'users' },
})

export const JUDGED_PLUGINS = defineTable<JudgedPlugin>({
  name: 'registry.judged_plugins',
  caption: 'verification.plugins',
  columns: [
    {
      key: 'name',
      label: 'registry.name',
      sort: 'name',
      href: ({ id }) => `/operator/verification/plugins/${id}`,
      note: ({ publisher }) => publisher,
    },
    { key: 'state', label: 'verification.state', format: 'badge', labels: 'verification.state_' },
    { key: 'downloads_total', label: 'verification.downloads', format: 'number', sort: 'downloads_total' },
    { key: 'verified_at', label: 'verification.since', format: 'date', isMinor: true },
  ],
  search: (query, text) => query.whereILike('name', `%${text}%`),
  filters: [{ ...STATE, options }],
  defaultSort: '-downloads_total',
  empty: { title: 'verification.no_plugins', icon: 'puzzle' },
})
