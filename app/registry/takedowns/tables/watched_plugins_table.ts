import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { PLUGIN_STATUSES } from '#registry/enums/plugin_status'
import type { WatchedPlugin } from '#registry/takedowns/queries/watched_plugins'

/** Every plugin, what was withdrawn too. */
const define = (area: string) =>
  defineTable<WatchedPlugin>({
    name: `registry.watched_plugins_${area}`,
    caption: 'trust.plugins',
    columns: [
      {
        key: 'name',
        label: 'registry.name',
        sort: 'name',
        href: (row) => `/${area}/registry-plugins/${row.id}`,
        note: (row) => row.publisher,
      },
      { key: 'status', label: 'registry.status', format: 'status', labels: 'registry.plugin_status_' },
      { key: 'reason', label: 'trust.reason', isMinor: true },
      { key: 'quarantine_owner', label: 'trust.owner', isMinor: true },
      { key: 'quarantine_expires_at', label: 'trust.ends', format: 'date' },
      { key: 'installations', label: 'trust.installations', format: 'number' },
      { key: 'updated_at', label: 'registry.updated', format: 'ago', sort: 'updated_at', isMinor: true },
    ],
    search: (query, text) => query.whereILike('name', `%${text}%`),
    filters: [
      {
        key: 'status',
        label: 'registry.status',
        kind: 'choice',
        options: choices(PLUGIN_STATUSES, 'registry.plugin_status_'),
      },
    ],
    defaultSort: '-updated_at',
    empty: { title: 'trust.no_plugins', icon: 'puzzle' },
  })

/** The same list on both panels, linked to the panel's own pages. */
export const WATCHED_PLUGINS = { moderator: define('moderator'), operator: define('operator') }
