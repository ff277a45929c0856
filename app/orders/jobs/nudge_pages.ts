import { nudge } from '#core/live/nudge'
import type { EventBatch, Job } from '#core/jobs/types'

/** Open lists of a seller's orders read themselves again when one of them changed. */
export default class NudgePages implements Job<EventBatch> {
  async handle({ events }: EventBatch) {
    for (const tenantId of new Set(events.map((event) => event.tenantId))) nudge(`orders/tenant/${tenantId}`)
  }
}
