/** What a plugin, or anybody else outside, may be told of. */
export interface PublicEvent {
  /** `orders.order_paid.v1` */
  name: string
  /** When it happens, in a sentence. */
  summary: string
  /** What `aggregateId` names: `order`, `product`. */
  aggregate: string
  /** JSON Schema of the payload as outsiders get it: properties it does not name, people above all, are left out. */
  schema: JsonSchema
}

type JsonSchema = { properties?: Record<string, object>; items?: object }

const events = new Map<string, PublicEvent>()

/** Lets outsiders subscribe to an event; a domain does so in its `events/public_events.ts`, once, at import. */
export function definePublicEvent(event: PublicEvent): PublicEvent {
  if (events.has(event.name)) throw new Error(`The event ${event.name} is made public twice`)
  events.set(event.name, event)
  return event
}

/** Every public event, by name; `start/events.ts` loads them all. */
export const publicEvents = (): PublicEvent[] => [...events.values()].sort((a, b) => a.name.localeCompare(b.name))

/** The public event of this name; none where it is unknown or nobody outside is told. */
export const findPublicEvent = (name: string): PublicEvent | undefined => events.get(name)

/** The payload as outsiders get it: only what the schema names, all the way down. */
export const publicPayload = ({ schema }: PublicEvent, payload: unknown): unknown => cut(schema, payload)

function cut({ properties, items }: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) return items ? value.map((item: unknown) => cut(items, item)) : value
  if (!properties || typeof value !== 'object' || value === null) return value
  const given = value as Record<string, unknown>
  const named = Object.entries(properties).filter(([name]) => given[name] !== undefined)
  return Object.fromEntries(named.map(([name, schema]) => [name, cut(schema, given[name])]))
}
