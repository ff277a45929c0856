export const PLUGIN_STATUSES = ['active', 'archived', 'restricted', 'quarantined', 'taken_down', 'deleted'] as const

export type PluginStatus = (typeof PLUGIN_STATUSES)[number]

/** Statuses in which a plugin is shown, searched and downloaded. Everywhere else it is a 404, on every route. */
export const VISIBLE_PLUGIN_STATUSES: readonly PluginStatus[] = ['active', 'archived', 'restricted']
