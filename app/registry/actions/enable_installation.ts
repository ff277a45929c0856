import { inject } from '@adonisjs/core'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { findInstallation } from '#runtime/installations/installation'
import { isWithdrawn } from '#registry/queries/withdrawn_installations'
import { PluginWithdrawn } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { Installation, InstallationKey } from '#runtime/installations/installation'

/** Switches a plugin on, unless its version was hidden from everybody meanwhile. Throws `PluginWithdrawn` (409). */
@inject()
export class EnableInstallation {
  constructor(private readonly enable: EnablePlugin) {}

  async handle({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    if (await isWithdrawn(await findInstallation(installation))) throw new PluginWithdrawn()
    return this.enable.handle({ actor, installation })
  }
}
