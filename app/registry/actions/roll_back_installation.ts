import { inject } from '@adonisjs/core'
import { PluginWithdrawn } from '#registry/exceptions/refusals'
import { isWithdrawn } from '#registry/queries/withdrawn_installations'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { findInstallation, type Installation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'

/** Back to the last good version, unless that one was hidden from everybody meanwhile. Throws `PluginWithdrawn` (409). */
@inject()
export class RollBackInstallation {
  constructor(private readonly update: UpdatePlugin) {}

  async handle({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    const { lastGoodRelease } = await findInstallation(installation)
    if (lastGoodRelease && (await isWithdrawn(lastGoodRelease))) throw new PluginWithdrawn()
    return this.update.rollBack({ actor, installation })
  }
}
