import { defineHook } from '#runtime/hooks/define_hook'

export type EventInput = {
  /** The same event may come twice: with the same id. */
  id: string
  name: string
  occurred_at: string
  /** Whose event it is; null for the platform's own. */
  tenant_id: string | null
  aggregate_id: string
  payload: unknown
  /** 0 for what the platform tells, one more with every plugin in between. */
  depth: number
}

/** Facts that a plugin is told of after they happened. */
export const eventHook = defineHook<EventInput, Record<string, unknown>>({
  name: 'event',
  version: 1,
  title: 'Something happened',
  summary:
    'Told by a job, after the commit, of the events that the manifest lists in `events`: those of docs/events.md and `plugin.<id>.<name>` of other plugins. ' +
    'A tenant’s plugin hears of its own tenant only, the platform’s of all. At least once and in no promised order: `id` is the key to recognise ' +
    'a repetition by. A call that fails is tried again, later and later; what fails for good waits on the plugin’s page to be sent again or dropped.',
  combine: 'Each installation is told by itself. The answer is not read.',
  kind: 'surface',
  input: {
    type: 'object',
    required: ['id', 'name', 'occurred_at', 'tenant_id', 'aggregate_id', 'payload', 'depth'],
    properties: {
      id: { type: 'string', description: 'UUID; the idempotency key' },
      name: { type: 'string' },
      occurred_at: { type: 'string', format: 'date-time' },
      tenant_id: { type: ['string', 'null'], description: 'Whose event it is; null for the platform’s own' },
      aggregate_id: { type: 'string' },
      payload: { description: 'As docs/events.md has it; of a plugin’s event, what the plugin sent' },
      depth: { type: 'integer', minimum: 0, description: 'How many plugins are behind it: an event caused by an event is one deeper' },
    },
  },
  output: { type: 'object' },
  example: {
    input: {
      id: '019ab3c1-0000-7000-8000-000000000001',
      name: 'orders.order_paid.v1',
      occurred_at: '2026-11-21T10:00:00.000Z',
      tenant_id: '019ab3c1-0000-7000-8000-0000000000aa',
      aggregate_id: '019ab3c1-0000-7000-8000-0000000000bb',
      payload: { total_minor: 114_000, currency: 'RUB' },
      depth: 0,
    },
    output: {},
  },
  mode: 'job',
  deadlineMs: 30_000,
  failure: 'closed',
  sideEffects: true,
})
