import { args, flags } from '@adonisjs/core/ace'
import { readPassword } from '#identity/read_password'
import { InstallationCommand } from '#registry/commands/installation_command'
import { RemovePluginSecret } from '#runtime/actions/remove_plugin_secret'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

type Done = { plugin: string; secret: string; is_set: boolean }

export default class PluginSecret extends InstallationCommand<Done> {
  static commandName = 'plugin:secret'
  static description = 'Set a secret of an installed plugin; its value comes from standard input, never from an argument'

  @args.string({ description: 'Name of the secret, as the manifest has it' })
  declare secret: string

  @flags.boolean({ description: 'Forget it instead' })
  declare remove: boolean

  protected async act(installation: Installation, actor: Actor): Promise<Done> {
    const done = { plugin: installation.pluginName, secret: this.secret, is_set: !this.remove }
    if (this.remove) {
      const remove = await this.app.container.make(RemovePluginSecret)
      await remove.handle({ actor, installation, name: this.secret })
      return done
    }
    const set = await this.app.container.make(SetPluginSecret)
    await set.handle({ actor, installation, name: this.secret, value: await readPassword(this.prompt) })
    return done
  }

  protected describe({ plugin, secret, is_set: isSet }: Done) {
    return `${secret} of ${plugin} is ${isSet ? 'set' : 'forgotten'}`
  }
}
