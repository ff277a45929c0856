import db from '@adonisjs/lucid/services/db'
import { args } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import { canonicalName } from '#registry/names/plugin_name'
import { findPublicPlugin, listPublicVersions } from '#registry/queries/registry_rows'
import { toRegistryEntry, toVersionEntry } from '#registry/wire/registry_entry'

type Info = ReturnType<typeof toRegistryEntry> & { shown: ReturnType<typeof toVersionEntry> }

export default class PluginInfo extends PlatformCommand<Info> {
  static commandName = 'plugin:info'
  static description = 'What the registry says of a public plugin and one of its versions'

  @args.string({ description: 'Name, or name@version' })
  declare plugin: string

  protected async perform() {
    const [name = '', wanted] = this.plugin.split('@')
    const plugin = await findPublicPlugin(db, canonicalName(name))
    if (!plugin) throw new PluginNotFound()
    const entry = toRegistryEntry(plugin, await listPublicVersions(db, [plugin.id]))
    const shown = entry.versions.find(({ version }) => version === (wanted ?? entry.version))
    if (!shown) throw new VersionNotFound()
    return { ...entry, shown }
  }

  protected describe({ shown, ...plugin }: Info) {
    const needs = Object.entries(shown.dependencies).map(([name, range]) => `${name} ${range}`)
    const rating = plugin.reviews_count ? `${plugin.rating} of 5 in ${plugin.reviews_count} reviews` : 'not rated'
    return [
      `${plugin.name} ${shown.version}${shown.yanked ? ' (yanked)' : ''}: ${plugin.description}`,
      `  by ${plugin.author.name}${plugin.verified ? ', verified' : ''}; ${plugin.category}; ${plugin.license || 'no licence named'}`,
      `  ${plugin.downloads} downloads, ${rating}`,
      `  asks for: ${shown.capabilities.join(', ') || 'nothing'}`,
      `  needs: ${needs.join(', ') || 'no other plugin'}`,
      `  sha256 ${shown.checksum}, ${shown.size} bytes`,
      `  versions: ${plugin.versions.map(({ version, yanked }) => `${version}${yanked ? ' (yanked)' : ''}`).join(', ')}`,
    ].join('\n')
  }
}
