import { inject } from '@adonisjs/core'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { systemActor } from '#core/actor'
import { findInstallation } from '#runtime/installations/installation'
import { isWithdrawn } from '#registry/queries/withdrawn_installations'
import { PluginWithdrawn } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

/** Switches a plugin on, unless its version was hidden from everybody meanwhile. Throws `PluginWithdrawn` (409). */
@inject()
export class EnableInstallation {
  constructor(
    private readonly enable: EnablePlugin,
    private readonly disable: DisablePlugin
  ) {}

  async handle({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    if (await isWithdrawn(await findInstallation(installation))) throw new PluginWithdrawn()
    const enabled = await this.enable.handle({ actor, installation })
    if (!(await isWithdrawn(enabled))) return enabled
    // It was hidden between the look and the switch; the job that stops what is withdrawn may have passed by already.
    await this.disable.handle({ actor: systemActor('registry', installation.tenantId), installation, reason: PluginWithdrawn.message })
    throw new PluginWithdrawn()
  }
}
