import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallationCommand, type Told } from '#registry/commands/installation_command'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

export default class PluginEnable extends InstallationCommand {
  static commandName = 'plugin:enable'
  static description = 'Switch an installed plugin on, also one that was switched off because it kept failing'

  protected async act(installation: Installation, actor: Actor) {
    const enable = await this.app.container.make(EnablePlugin)
    return enable.handle({ actor, installation })
  }

  protected describe({ plugin, version, owner, status }: Told) {
    return `${plugin} ${version} is ${status} for ${owner}`
  }
}
