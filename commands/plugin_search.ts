import db from '@adonisjs/lucid/services/db'
import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { listPublicVersions } from '#registry/queries/registry_rows'
import { searchPlugins } from '#registry/queries/search_plugins'
import { pageOf, searchValidator, toPluginSearch } from '#registry/validators/search_validator'
import { toRegistryEntry } from '#registry/wire/registry_entry'

type Found = { plugins: ReturnType<typeof toRegistryEntry>[]; total: number; page: number; per_page: number }

export default class PluginSearch extends PlatformCommand<Found> {
  static commandName = 'plugin:search'
  static description = 'Find public plugins of this registry, as the API finds them'

  @args.spread({ description: 'What to look for', required: false })
  declare words?: string[]

  @flags.string({ description: 'Only of this category' })
  declare category?: string

  @flags.array({ description: 'Only with these tags' })
  declare tag?: string[]

  @flags.string({ description: 'relevance, downloads, rating, recent, name, trending' })
  declare sort?: string

  @flags.number({ description: 'Counted from 0' })
  declare page?: number

  @flags.number({ description: 'How many on a page, 20 unless said' })
  declare perPage?: number

  protected async perform() {
    const body = await searchValidator.validate({
      query: this.words?.join(' ') || null,
      category: this.category ?? null,
      tags: this.tag ?? [],
      ...(this.sort ? { sort: this.sort } : {}),
      page: this.page ?? 0,
      per_page: this.perPage ?? 20,
    })
    const { page, perPage } = pageOf(body)
    const { rows, total } = await searchPlugins(toPluginSearch(body))
    const ids = rows.map(({ id }) => id)
    const versions = Map.groupBy(await listPublicVersions(db, ids), (version) => version.plugin_id)
    return { plugins: rows.map((row) => toRegistryEntry(row, versions.get(row.id) ?? [])), total, page, per_page: perPage }
  }

  protected describe({ plugins, total }: Found) {
    const lines = plugins.map(({ name, version, verified, downloads, description }) => {
      return `${name} ${version}${verified ? ' (verified)' : ''}, ${downloads} downloads: ${description}`
    })
    return [...lines, `${total} found`].join('\n')
  }
}
