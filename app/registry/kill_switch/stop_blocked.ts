import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { listWithdrawnInstallations } from '#registry/queries/withdrawn_installations'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Bytes that were blocked stop wherever they run, with the reason; the same plugin's other versions go on. */
@inject()
export default class StopBlocked implements Job<DomainEvent<{ plugin_ids: string[]; reason: string }>> {
  constructor(private readonly disable: DisablePlugin) {}

  async handle({ payload }: DomainEvent<{ plugin_ids: string[]; reason: string }>) {
    for (const pluginId of payload.plugin_ids) {
      for (const installation of await listWithdrawnInstallations(pluginId)) {
        await this.disable.handle({ actor: systemActor('registry', installation.tenantId), installation, reason: payload.reason })
      }
    }
  }
}
