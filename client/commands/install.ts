import { Folder } from '../core/folder.js'
import { Trust } from '../core/trust.js'
import { givenKey } from '../core/given_key.js'
import { fillFolder, fromRegistry } from '../core/fill_folder.js'
import { readWanted } from '../core/names.js'
import { wrongUsage } from '../core/failure.js'
import { canonicalName } from '#registry/names/plugin_name'
import type { Context } from '../core/context.js'
import type { Command, Input, Option, Outcome } from '../core/command.js'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'
import type { Resolved } from '../core/registry.js'

const MOST_WORDS = 200

export const FOLDER: Record<string, Option> = {
  dir: { value: 'FOLDER', about: 'Where plugins and rialto-lock.json are; ./plugins unless said' },
  key: { value: 'KEY', about: "The registry's public key (base64), instead of the one known or shown first" },
}

export const folderOf = (input: Input) => new Folder(input.option('dir') ?? 'plugins')

/** `hint`: the registry the folder was filled from. */
export async function trustedRegistry(input: Input, context: Context, folder: Folder) {
  const registry = context.registry(await folder.source())
  return { registry, trust: new Trust(context, registry, givenKey(input)) }
}

export const install: Command = {
  name: 'install',
  words: '[NAME[@RANGE]…]',
  about: 'Bring plugins and what they need into a folder; without names, what its lockfile says',
  options: {
    ...FOLDER,
    frozen: { about: 'Exactly what the lockfile says, or nothing' },
    channel: { value: 'stable|beta', about: 'Whether prereleases may be chosen' },
    platform: { value: 'VERSION', about: 'The Rialto they are to work with; that of the registry unless said' },
  },
  least: 0,
  most: MOST_WORDS,
  async run(input, context) {
    const folder = folderOf(input)
    const { registry, trust } = await trustedRegistry(input, context, folder)
    if (input.isSet('frozen')) {
      if (input.words.length) throw wrongUsage('--frozen installs what the lockfile says: name nothing beside it')
      return place(await folder.needLock(), [], { folder, source: fromRegistry(registry, 'ci'), trust })
    }
    const lock = await folder.readLock()
    const wanted = Object.fromEntries(input.words.map(readWanted).map(({ name, range }) => [name, range]))
    if (!lock && !input.words.length) throw wrongUsage('install needs NAME[@RANGE] where there is no lockfile')
    const { lockfile, changes } = await registry.resolve(question(lock, { wanted, update: Object.keys(wanted), input }))
    const outcome = await place(lockfile, changes, { folder, source: fromRegistry(registry), trust })
    await folder.remember(registry.origin)
    return outcome
  },
}

export const update: Command = {
  name: 'update',
  words: '[NAME…]',
  about: 'Move plugins of a folder to the newest versions that go together; all of them where none is named',
  options: { ...FOLDER, channel: install.options.channel! },
  least: 0,
  most: MOST_WORDS,
  async run(input, context) {
    const folder = folderOf(input)
    const lock = await folder.needLock()
    const { registry, trust } = await trustedRegistry(input, context, folder)
    const known = lock.plugins.map(({ name }) => name)
    const named = input.words.map(canonicalName)
    const stranger = named.find((name) => !known.includes(name))
    if (stranger) throw wrongUsage(`${stranger} is not installed in ${folder.path}`)
    const { lockfile, changes } = await registry.resolve(question(lock, { wanted: {}, update: named.length ? named : known, input }))
    return place(lockfile, changes, { folder, source: fromRegistry(registry, 'update'), trust })
  },
}

export const rollback: Command = {
  name: 'rollback',
  words: '',
  about: 'Put a folder back to its lockfile before the last change',
  options: FOLDER,
  least: 0,
  most: 0,
  async run(input, context) {
    const folder = folderOf(input)
    const previous = await folder.readPrevious()
    if (!previous) throw wrongUsage('There is no lockfile to go back to')
    const { registry, trust } = await trustedRegistry(input, context, folder)
    return place(previous, [], { folder, source: fromRegistry(registry), trust })
  },
}

type Asked = { wanted: Record<string, string>; update: string[]; input: Input }

const question = (lock: Lockfile | null, { wanted, update: names, input }: Asked) => ({
  requires: { ...lock?.requires, ...wanted },
  ...(lock ? { lock } : {}),
  update: names.filter((name) => lock?.plugins.some((plugin) => plugin.name === name)),
  channel: input.option('channel') ?? lock?.channel ?? 'stable',
  ...(input.option('platform') ? { platform: input.option('platform') } : {}),
})

/** The lockfile is written when everything it names is there. */
export async function place(
  lock: Lockfile,
  changes: Resolved['changes'],
  { folder, ...rest }: Parameters<typeof fillFolder>[1]
): Promise<Outcome> {
  const brought = await fillFolder(lock, { folder, ...rest })
  await folder.writeLock(lock)
  await folder.clean()
  const plugins = lock.plugins.map(({ name, version, digest }) => ({ name, version, digest }))
  const lines = changes.map(({ name, change, from, to }) => `  ${change} ${name} ${[from, to].filter(Boolean).join(' → ')}`)
  return {
    data: { folder: folder.path, plugins, brought, changes },
    text: [`${plugins.length} plugins are in ${folder.path}, ${brought.length} of them new; digests and signatures hold`, ...lines].join(
      '\n'
    ),
  }
}
