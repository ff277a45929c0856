import { defineTable } from '#core/tables/table'

export type OwnPluginRow = {
  id: string
  name: string
  status: string
  category: string
  latest_version: string | null
  latest_status: string | null
  downloads_total: number
  updated_at: Date
}

export const ownPluginsTable = defineTable<OwnPluginRow>({
  name: 'registry.own_plugins',
  caption: 'registry.own_plugins',
  columns: [
    {
      key: 'name',
      label: 'registry.name',
      sort: 'name',
      href: (row) => `/publisher/plugins/${row.id}`,
      note: (row) => row.category,
      noteLabels: 'registry.category_',
    },
    { key: 'status', label: 'registry.status', format: 'status', labels: 'registry.plugin_status_' },
    { key: 'latest_version', label: 'registry.latest_version' },
    { key: 'latest_status', label: 'registry.latest_status', format: 'status', labels: 'registry.version_status_' },
    { key: 'downloads_total', label: 'registry.downloads', format: 'number', sort: 'downloads_total', isMinor: true },
    { key: 'updated_at', label: 'registry.updated', format: 'ago', sort: 'updated_at', isMinor: true },
  ],
  search: (query, text) => query.whereILike('name', `%${text}%`),
  defaultSort: '-updated_at',
  empty: { title: 'registry.no_own_plugins', text: 'registry.no_own_plugins_text', icon: 'puzzle' },
})
