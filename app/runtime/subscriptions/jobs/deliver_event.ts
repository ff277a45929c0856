import { inject } from '@adonisjs/core'
import { buryEvent, deliveredEvents, markDelivered } from '#runtime/subscriptions/deliveries'
import { SWITCHED_OFF, TellEvent } from '#runtime/subscriptions/tell_event'
import type { EventInput } from '#runtime/subscriptions/event_hook'
import type { InstallationKey } from '#runtime/installations/installation'
import type { Job, JobContext } from '#core/jobs/types'

/** The payload of a delivery that is tried again by itself. */
export type Redelivery = { installation: InstallationKey; event: EventInput }

/** Tries one event again, later and later; what fails for good is kept for the seller. */
@inject()
export default class DeliverEvent implements Job<Redelivery> {
  constructor(private readonly events: TellEvent) {}

  async handle({ installation: key, event }: Redelivery, { attempt, lastAttempt }: JobContext): Promise<void> {
    const installation = await this.events.find(key)
    const known = await deliveredEvents(key.id, [event.id])
    if (!installation || known.has(event.id)) return
    if (!installation.isEnabled) return buryEvent({ installationId: key.id, event, attempts: attempt, error: SWITCHED_OFF })
    const failure = await this.events.tell(installation, event)
    if (failure === null) return markDelivered(key.id, [event.id])
    if (!lastAttempt) throw new Error(`${installation.pluginName} did not take ${event.name}: ${failure}`)
    await buryEvent({ installationId: key.id, event, attempts: attempt + 1, error: failure })
  }
}
