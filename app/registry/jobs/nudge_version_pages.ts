import { nudge } from '#core/live/nudge'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { VersionEventPayload } from '#registry/events/registry_events'

/** Open pages of a version show its new state. */
export default class NudgeVersionPages implements Job<DomainEvent<VersionEventPayload>> {
  async handle({ payload }: DomainEvent<VersionEventPayload>) {
    nudge(`registry/versions/${payload.version_id}`)
  }
}
