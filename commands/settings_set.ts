import { args } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import { Settings } from '#core/settings/settings'

type Result = { key: string; value: unknown }

export default class SettingsSet extends PlatformCommand<Result> {
  static commandName = 'settings:set'
  static description = 'Change a setting; validated, audited and in force in every process at once'

  @args.string({ description: 'Key of the setting, as settings:list shows it' })
  declare key: string

  @args.string({ description: 'The new value' })
  declare value: string

  protected async perform() {
    const settings = await this.app.container.make(Settings)
    return { key: this.key, value: await settings.set(systemActor('settings:set'), this.key, this.value) }
  }

  protected describe({ key, value }: Result) {
    return `${key} is now ${value}`
  }
}
