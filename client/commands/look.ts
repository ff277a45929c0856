import { readWanted } from '../core/names.js'
import { Failure, wrongUsage } from '../core/failure.js'
import type { Command } from '../core/command.js'
import type { PluginEntry, VersionEntry } from '../core/registry.js'

export const search: Command = {
  name: 'search',
  words: '[WORDS…]',
  about: 'Find public plugins',
  options: {
    'category': { value: 'NAME', about: 'Only of this category' },
    'tag': { value: 'TAG', isList: true, about: 'Only with this tag; may be given several times' },
    'sort': { value: 'ORDER', about: 'relevance, downloads, rating, recent, name' },
    'page': { value: 'N', about: 'Counted from 0' },
    'per-page': { value: 'N', about: '20 unless said, 100 at most' },
  },
  least: 0,
  most: 50,
  async run(input, context) {
    const question = {
      query: input.words.join(' ') || null,
      category: input.option('category') ?? null,
      tags: input.list('tag'),
      sort: input.option('sort') ?? 'relevance',
      page: numberOf(input.option('page'), 0),
      per_page: numberOf(input.option('per-page'), 20),
    }
    const found = await context.registry().search(question)
    const lines = found.plugins.map(
      ({ name, version, description, downloads, verified }) =>
        `${name} ${version}${verified ? ' (verified)' : ''}, ${downloads} downloads: ${description}`
    )
    return { data: found, text: [...lines, `${found.total} found`].join('\n') }
  },
}

export const info: Command = {
  name: 'info',
  words: 'NAME[@VERSION]',
  about: 'What the registry says of a plugin',
  options: {},
  least: 1,
  most: 1,
  async run(input, context) {
    const { name, range } = readWanted(input.words[0]!)
    const plugin = await context.registry().plugin(name)
    const shown = range === '*' ? plugin.version : range
    const version = plugin.versions.find((entry) => entry.version === shown)
    if (!version) throw new Failure('VERSION_NOT_FOUND', `${plugin.name} has no public version ${shown}`)
    return { data: { ...plugin, shown: version }, text: describe(plugin, version) }
  },
}

function describe(plugin: PluginEntry, { version, checksum, size, capabilities, dependencies, yanked }: VersionEntry): string {
  const needs = Object.entries(dependencies).map(([name, range]) => `${name} ${range}`)
  const rating = plugin.reviews_count ? `${plugin.rating} of 5 in ${plugin.reviews_count} reviews` : 'not rated'
  return [
    `${plugin.name} ${version}${yanked ? ' (yanked)' : ''}: ${plugin.description}`,
    `  by ${plugin.author.name}${plugin.verified ? ', verified' : ''}; ${plugin.category}; ${plugin.license || 'no licence named'}`,
    `  ${plugin.downloads} downloads, ${rating}`,
    `  asks for: ${capabilities.join(', ') || 'nothing'}`,
    `  needs: ${needs.join(', ') || 'no other plugin'}`,
    `  sha256 ${checksum}, ${size} bytes`,
    `  versions: ${plugin.versions.map((entry) => `${entry.version}${entry.yanked ? ' (yanked)' : ''}`).join(', ')}`,
  ].join('\n')
}

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,6}$/.test(text)) throw wrongUsage(`"${text}" is not a number`)
  return Number(text)
}
