import { writeFile } from 'node:fs/promises'
import { flags } from '@adonisjs/core/ace'
import { InstallationCommand } from '#registry/commands/installation_command'
import { UninstallVersion } from '#registry/installing/uninstall_version'
import { exportInstallation } from '#runtime/installations/installation_export'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

type Removed = { plugin: string; version: string; tenant: string | null; exported_to: string | null }

export default class PluginUninstall extends InstallationCommand<Removed> {
  static commandName = 'plugin:uninstall'
  static description = 'Remove an installed plugin with its settings, secrets and data'

  @flags.string({ description: 'Write its settings and data to this file first' })
  declare export?: string

  @flags.boolean({ description: 'Remove it although other installed plugins need it' })
  declare force: boolean

  protected async act(installation: Installation, actor: Actor): Promise<Removed> {
    if (this.export) await writeFile(this.export, `${JSON.stringify(await exportInstallation(installation), null, 2)}\n`, { mode: 0o600 })
    const uninstall = await this.app.container.make(UninstallVersion)
    await uninstall.handle({ actor, installation, isForced: this.force ?? false })
    return { plugin: installation.pluginName, version: installation.version, tenant: this.tenant ?? null, exported_to: this.export ?? null }
  }

  protected describe({ plugin, version, tenant, exported_to: file }: Removed) {
    return `${plugin} ${version} is removed for ${tenant ?? 'the platform'}${file ? `; its data is in ${file}` : ''}`
  }
}
