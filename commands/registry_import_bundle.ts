import { args, flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import { ImportBundle, type ImportedVersion } from '#registry/bundles/import_bundle'

export default class RegistryImportBundle extends PlatformCommand<{ versions: ImportedVersion[] }> {
  static commandName = 'registry:import-bundle'
  static description = 'Take in a file made by registry:export-bundle; all of it is checked before anything is written'

  @args.string({ description: 'The file' })
  declare file: string

  @flags.string({ description: 'Public key (base64) of the registry that made it, as its operator told', required: true })
  declare trustKey: string

  @flags.boolean({ description: 'Approve in the same breath what would wait for a moderator' })
  declare approve: boolean

  protected async perform() {
    const bundle = await this.app.container.make(ImportBundle)
    const actor = systemActor('registry:import-bundle')
    return { versions: await bundle.handle({ actor, path: this.file, trustKey: this.trustKey, isApproved: this.approve ?? false }) }
  }

  protected describe({ versions }: { versions: ImportedVersion[] }) {
    return versions.map(({ plugin, version, status }) => `${plugin} ${version}: ${status}`).join('\n')
  }
}
