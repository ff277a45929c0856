import { findPublicEvent, publicPayload } from '#core/outbox/public_events'
import type { DomainEvent } from '#core/outbox/event'
import type { EventInput } from '#runtime/subscriptions/event_hook'

const PLUGIN_EVENT = /^plugin\./

export const isPluginEvent = (name: string): boolean => PLUGIN_EVENT.test(name)

/** What plugins may be told of this event: nothing, unless it is public or a plugin's. */
export function eventInput({ id, name, tenantId, aggregateId, payload, occurredAt }: DomainEvent): EventInput | null {
  const told = { id, name, occurred_at: occurredAt, tenant_id: tenantId, aggregate_id: aggregateId }
  if (isPluginEvent(name)) {
    const { depth, data } = payload as { depth?: unknown; data?: unknown }
    return { ...told, payload: data ?? null, depth: typeof depth === 'number' ? depth : 1 }
  }
  const known = findPublicEvent(name)
  return known ? { ...told, payload: publicPayload(known, payload), depth: 0 } : null
}
