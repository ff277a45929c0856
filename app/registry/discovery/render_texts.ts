import { renderVersionPage } from '#registry/readme/version_page'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { VersionEventPayload } from '#registry/events/registry_events'

/** Renders a version's texts before anybody asks for them. */
export default class RenderTexts implements Job<DomainEvent<VersionEventPayload>> {
  async handle({ payload }: DomainEvent<VersionEventPayload>) {
    await renderVersionPage(payload.version_id)
  }
}
