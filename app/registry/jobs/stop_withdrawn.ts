import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { listWithdrawnInstallations } from '#registry/queries/withdrawn_installations'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Withdrawn = DomainEvent<{ plugin_id: string; reason: string | null }>

/** What was hidden from everybody runs nowhere any more: its installations are switched off, with the reason. */
@inject()
export default class StopWithdrawn implements Job<Withdrawn> {
  constructor(private readonly disable: DisablePlugin) {}

  async handle({ payload }: Withdrawn) {
    for (const installation of await listWithdrawnInstallations(payload.plugin_id)) {
      const actor = systemActor('registry', installation.tenantId)
      await this.disable.handle({ actor, installation, reason: payload.reason ?? 'Withdrawn by the platform' })
    }
  }
}
