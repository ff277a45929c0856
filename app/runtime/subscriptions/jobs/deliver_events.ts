import { inject } from '@adonisjs/core'
import { JobQueue } from '#core/jobs/job_queue'
import { buryEvent, deliveredEvents, markDelivered } from '#runtime/subscriptions/deliveries'
import { SWITCHED_OFF, TellEvent } from '#runtime/subscriptions/tell_event'
import type { EventInput } from '#runtime/subscriptions/event_hook'
import type { Delivery } from '#runtime/subscriptions/tell_plugins'
import type { Installation } from '#runtime/installations/installation'
import type { Job } from '#core/jobs/types'

const RETRY_AFTER_MS = 1_000

type Progress = { delivered: string[]; failed: EventInput[]; unheard: EventInput[] }

/** Tells one plugin of a batch of events, one by one. What fails goes on by itself, so that it delays nothing else. */
@inject()
export default class DeliverEvents implements Job<Delivery> {
  constructor(
    private readonly events: TellEvent,
    private readonly queue: JobQueue
  ) {}

  async handle({ installation: key, events }: Delivery): Promise<void> {
    const installation = await this.events.find(key)
    if (!installation) return
    const ids = events.map(({ id }) => id)
    const known = await deliveredEvents(key.id, ids)
    const progress: Progress = { delivered: [], failed: [], unheard: [] }
    try {
      const open = events.filter(({ id }) => !known.has(id))
      await this.#tell(installation, open, progress)
    } finally {
      await markDelivered(key.id, progress.delivered)
    }
    await this.queue.enqueueAll(
      progress.failed.map((event) => ({
        ...{ name: 'runtime.deliver_event', payload: { installation: key, event } },
        ...{ jobId: `${event.id}.${key.id}.again`, delayMs: RETRY_AFTER_MS },
      }))
    )
    for (const event of progress.unheard) await buryEvent({ installationId: key.id, event, attempts: 0, error: SWITCHED_OFF })
  }

  /** A plugin that the breaker switches off meanwhile is not told of the rest. */
  async #tell(installation: Installation, events: EventInput[], progress: Progress): Promise<void> {
    let { isEnabled } = installation
    for (const event of events) {
      if (!isEnabled) {
        progress.unheard.push(event)
        continue
      }
      const failure = await this.events.tell(installation, event)
      if (failure === null) progress.delivered.push(event.id)
      else {
        progress.failed.push(event)
        isEnabled = (await this.events.find(installation))?.isEnabled ?? false
      }
    }
  }
}
