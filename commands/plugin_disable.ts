import { flags } from '@adonisjs/core/ace'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { InstallationCommand, type Told } from '#registry/commands/installation_command'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

export default class PluginDisable extends InstallationCommand {
  static commandName = 'plugin:disable'
  static description = 'Switch an installed plugin off'

  @flags.string({ description: 'Why; kept in the audit log and told to the tenant' })
  declare reason?: string

  protected async act(installation: Installation, actor: Actor) {
    const disable = await this.app.container.make(DisablePlugin)
    return disable.handle({ actor, installation, reason: this.reason })
  }

  protected describe({ plugin, version, owner, status }: Told) {
    return `${plugin} ${version} is ${status} for ${owner}`
  }
}
