import app from '@adonisjs/core/services/app'
import { eventHook, type EventInput } from '#runtime/subscriptions/event_hook'
import { eventInput } from '#runtime/subscriptions/event_input'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { DomainEvent } from '#core/outbox/event'
import type { QueuedJob } from '#core/jobs/job_queue'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

export type Delivery = { installation: InstallationKey; events: EventInput[] }

/** So many events are handed to one job: a batch costs three queries, however full it is. */
const BATCH = 50

/** The jobs that tell plugins of a batch of events. Without listeners this costs a look into memory. */
export async function jobsForPlugins(events: DomainEvent[]): Promise<QueuedJob[]> {
  const enabled = await app.container.make(EnabledInstallations)
  const listening = await enabled.answering(eventHook.id)
  if (listening.length === 0) return []
  return deliveriesOf(listening, events).map(({ installation, events: told }) => ({
    name: 'runtime.deliver_events',
    payload: { installation, events: told } satisfies Delivery,
    jobId: `${told[0]!.id}.${installation.id}`,
  }))
}

/** Who hears what: a tenant's plugins what its own tenant does, the platform's everything. */
export function deliveriesOf(listening: readonly Installation[], events: DomainEvent[]): Delivery[] {
  const byTenant = Map.groupBy(listening, ({ tenantId }) => tenantId)
  const heard = new Map<Installation, EventInput[]>()
  for (const event of events) {
    const told = [...(byTenant.get(event.tenantId) ?? []), ...(event.tenantId === null ? [] : (byTenant.get(null) ?? []))]
    const wanting = told.filter(({ manifest }) => manifest.events?.includes(event.name))
    const input = wanting.length > 0 ? eventInput(event) : null
    if (!input) continue
    for (const installation of wanting) heard.set(installation, [...(heard.get(installation) ?? []), input])
  }
  return [...heard].flatMap(([{ id, tenantId }, inputs]) =>
    chunks(inputs).map((some) => ({ installation: { id, tenantId }, events: some }))
  )
}

const chunks = (inputs: EventInput[]): EventInput[][] =>
  Array.from({ length: Math.ceil(inputs.length / BATCH) }, (_, at) => inputs.slice(at * BATCH, (at + 1) * BATCH))
