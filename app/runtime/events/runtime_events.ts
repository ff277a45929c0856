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
}

export type PluginEventName =
  'installed' | 'configured' | 'enabled' | 'disabled' | 'updated' | 'update_waiting' | 'rolled_back' | 'uninstalled'

type Rest = Partial<Pick<PluginEventPayload, 'reason' | 'by' | 'capabilities'>>

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
