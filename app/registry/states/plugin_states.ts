import type { PluginStatus } from '#registry/enums/plugin_status'

export type PluginAct =
  'archive' | 'unarchive' | 'restrict' | 'lift' | 'quarantine' | 'release' | 'take_down' | 'restore' | 'delete' | 'give_up'

type Transition = { act: PluginAct; from: readonly PluginStatus[]; to: PluginStatus; event: string }

/** The life of a plugin. What is not written here cannot happen. */
export const PLUGIN_TRANSITIONS: readonly Transition[] = [
  { act: 'archive', from: ['active'], to: 'archived', event: 'registry.plugin_archived.v1' },
  { act: 'unarchive', from: ['archived'], to: 'active', event: 'registry.plugin_restored.v1' },
  { act: 'restrict', from: ['active'], to: 'restricted', event: 'registry.plugin_restricted.v1' },
  { act: 'lift', from: ['restricted'], to: 'active', event: 'registry.plugin_restored.v1' },
  { act: 'quarantine', from: ['active', 'archived', 'restricted'], to: 'quarantined', event: 'registry.plugin_quarantined.v1' },
  { act: 'release', from: ['quarantined'], to: 'active', event: 'registry.plugin_restored.v1' },
  { act: 'take_down', from: ['active', 'archived', 'restricted', 'quarantined'], to: 'taken_down', event: 'registry.plugin_taken_down.v1' },
  { act: 'restore', from: ['taken_down'], to: 'active', event: 'registry.plugin_restored.v1' },
  /** By its owner, while it is new and nobody uses it. */
  { act: 'give_up', from: ['active', 'archived'], to: 'deleted', event: 'registry.plugin_deleted.v1' },
  { act: 'delete', from: ['taken_down'], to: 'deleted', event: 'registry.plugin_deleted.v1' },
]

export const findPluginTransition = (act: PluginAct, from: PluginStatus): Transition | undefined =>
  PLUGIN_TRANSITIONS.find((transition) => transition.act === act && transition.from.includes(from))
