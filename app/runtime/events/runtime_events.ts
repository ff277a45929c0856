import type { NewEvent } from '#core/outbox/event'
import type { Installation } from '#runtime/installations/installation'

/** Payload of every `runtime.plugin_*.v1` event. */
export type PluginEventPayload = {
  installation_id: string
  plugin_id: string
  plugin_name: string
  version: string
  /** Why, where there is a reason: the breaker's, or the user's. */
  reason: string | null
  /** Who or what did it: `breaker` when calls kept failing. */
  by: 'user' | 'system' | 'breaker'
  /** Capabilities that a waiting update asks for beyond those granted. */
  capabilities?: string[]
  /** For `disabled` by the breaker: the version one click leads back to, and whether the failing one came by itself. */
  last_good_version?: string | null
  is_automatic?: boolean
  /** For `update_waiting`: the version that waits. */
  waiting_version?: string
}

export type PluginEventName =
  | 'installed'
  | 'configured'
  | 'enabled'
  | 'disabled'
  | 'updated'
  | 'update_waiting'
  | 'update_declined'
  | 'rolled_back'
  | 'pinned'
  | 'unpinned'
  | 'channel_changed'
  | 'uninstalled'

type Rest = Partial<Omit<PluginEventPayload, 'installation_id' | 'plugin_id' | 'plugin_name' | 'version'>>

/** `runtime.plugin_disabled.v1` and its siblings. */
export const pluginEvent = (name: PluginEventName, installation: Installation, rest: Rest = {}): NewEvent<PluginEventPayload> => ({
  name: `runtime.plugin_${name}.v1`,
  tenantId: installation.tenantId,
  aggregateId: installation.id,
  payload: {
    installation_id: installation.id,
    plugin_id: installation.pluginId,
    plugin_name: installation.pluginName,
    version: installation.version,
    reason: null,
    by: 'user',
    ...rest,
  },
})
