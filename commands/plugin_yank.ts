import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { findPublisher } from '#registry/commands/find_publisher'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { YankVersion } from '#registry/actions/yank_version'

type Yanked = { plugin: string; version: string; status: string; serial: number }

export default class PluginYank extends PlatformCommand<Yanked> {
  static commandName = 'plugin:yank'
  static description = 'Take a version out of what new installations may choose, or put it back; lockfiles still find it'

  @args.string({ description: 'name@version' })
  declare plugin: string

  @flags.string({ description: 'Email address of an owner or maintainer', required: true })
  declare as: string

  @flags.string({ description: 'Shown to everybody' })
  declare reason?: string

  @flags.boolean({ description: 'Put a yanked version back' })
  declare undo: boolean

  protected async perform() {
    const [name = '', number] = this.plugin.split('@')
    if (!number) throw new VersionNotFound()
    const actor = await findPublisher(this.as, 'plugin:yank')
    const yank = await this.app.container.make(YankVersion)
    const input = { actor, plugin: name, version: number, reason: this.reason, isUndone: this.undo ?? false }
    const { plugin, version, status, serial } = await yank.handle(input)
    return { plugin, version, status, serial }
  }

  protected describe({ plugin, version, status }: Yanked) {
    return `${plugin} ${version} is ${status}`
  }
}
