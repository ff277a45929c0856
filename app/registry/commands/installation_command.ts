import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { systemActor, type Actor } from '#core/actor'
import { findTarget, findTargetInstallation } from '#registry/commands/find_target'
import { toInstallationJson } from '#registry/wire/installation_json'
import type { Installation } from '#runtime/installations/installation'

export type Told = ReturnType<typeof toInstallationJson> & { owner: string }

/** Base of commands that do one thing to one installed plugin. */
export abstract class InstallationCommand<Result extends object = Told> extends PlatformCommand<Result> {
  @args.string({ description: 'Name of the installed plugin' })
  declare plugin: string

  @flags.string({ description: 'Slug of the tenant; without it the platform itself' })
  declare tenant?: string

  protected abstract act(installation: Installation, actor: Actor): Promise<Result | Installation>

  protected async perform(): Promise<Result> {
    const target = await findTarget(this.tenant)
    const installation = await findTargetInstallation(this.plugin, target)
    const command = (this.constructor as typeof PlatformCommand).commandName
    const result = await this.act(installation, systemActor(command, target.tenantId))
    return isInstallation(result) ? ({ ...toInstallationJson(result), owner: target.owner } as unknown as Result) : result
  }
}

const isInstallation = (result: object): result is Installation => 'grantedCapabilities' in result
