import { InstallationCommand, type Told } from '#registry/commands/installation_command'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

export default class PluginRollback extends InstallationCommand {
  static commandName = 'plugin:rollback'
  static description = 'Put an installed plugin back to its last good version'

  protected async act(installation: Installation, actor: Actor) {
    const update = await this.app.container.make(UpdatePlugin)
    return update.rollBack({ actor, installation })
  }

  protected describe({ plugin, version, owner, status }: Told) {
    return `${plugin} is back at ${version} for ${owner} and ${status}`
  }
}
