import { inject } from '@adonisjs/core'
import { neededBy } from '#registry/installing/needed_by'
import { PluginNeeded } from '#registry/installing/exceptions'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import { findInstallation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'

/** Removes an installation that no other needs, or that somebody removes all the same. Throws `PluginNeeded` (409). */
@inject()
export class UninstallVersion {
  constructor(private readonly uninstall: UninstallPlugin) {}

  async handle({
    actor,
    installation,
    isForced = false,
  }: {
    actor: Actor
    installation: InstallationKey
    isForced?: boolean
  }): Promise<void> {
    const needers = isForced ? [] : await neededBy(await findInstallation(installation))
    if (needers.length) throw new PluginNeeded(needers)
    await this.uninstall.handle({ actor, installation })
  }
}
