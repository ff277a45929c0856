import { Folder } from '../core/folder.js'
import { Trust } from '../core/trust.js'
import { givenKey } from '../core/given_key.js'
import { fillFolder, fromRegistry } from '../core/fill_folder.js'
import { holdFolder } from '../core/hold_folder.js'
import { readWanted } from '../core/names.js'
import { Failure, wrongUsage } from '../core/failure.js'
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
  run: (input, context) =>
    holdFolder(folderOf(input), async (folder) => {
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
    }),
}

export const update: Command = {
  name: 'update',
  words: '[NAME…]',
  about: 'Move plugins of a folder to the newest versions that go together; all of them where none is named',
  options: { ...FOLDER, channel: install.options.channel! },
  least: 0,
  most: MOST_WORDS,
  run: (input, context) =>
    holdFolder(folderOf(input), async (folder) => {
      const lock = await folder.needLock()
      const { registry, trust } = await trustedRegistry(input, context, folder)
      const known = lock.plugins.map(({ name }) => name)
      const named = input.words.map(canonicalName)
      const stranger = named.find((name) => !known.includes(name))
      if (stranger) throw wrongUsage(`${stranger} is not installed in ${folder.path}`)
      const { lockfile, changes } = await registry.resolve(question(lock, { wanted: {}, update: named.length ? named : known, input }))
      return place(lockfile, changes, { folder, source: fromRegistry(registry, 'update'), trust })
    }),
}

export const uninstall: Command = {
  name: 'uninstall',
  words: 'NAME…',
  about: 'Take plugins out of a folder, with what only they needed',
  options: FOLDER,
  least: 1,
  most: MOST_WORDS,
  run: (input, context) =>
    holdFolder(folderOf(input), async (folder) => {
      const lock = await folder.needLock()
      const names = input.words.map(canonicalName)
      for (const name of names) assertAskedFor(name, lock, folder)
      const requires = Object.fromEntries(Object.entries(lock.requires).filter(([name]) => !names.includes(canonicalName(name))))
      const { registry, trust } = await trustedRegistry(input, context, folder)
      const { lockfile, changes } = await registry.resolve({ ...question(lock, { wanted: {}, update: [], input }), requires })
      return place(lockfile, changes, { folder, source: fromRegistry(registry), trust })
    }),
}

/** What came along goes with those that need it. */
function assertAskedFor(name: string, { requires, plugins }: Lockfile, { path }: Folder) {
  if (Object.keys(requires).some((asked) => canonicalName(asked) === name)) return
  const isThere = plugins.some((plugin) => plugin.name === name)
  throw new Failure('NOT_INSTALLED', isThere ? `${name} is in ${path} because others need it` : `${name} is not installed in ${path}`)
}

export const list: Command = {
  name: 'list',
  words: '',
  about: 'What is in a folder, as its lockfile says',
  options: { dir: FOLDER.dir! },
  least: 0,
  most: 0,
  async run(input) {
    const { plugins, requires } = await folderOf(input).needLock()
    const asked = new Map(Object.entries(requires).map(([name, range]) => [canonicalName(name), range]))
    const lines = plugins.map(({ name, version }) => `${name} ${version}${asked.has(name) ? ` (${asked.get(name)} was asked for)` : ''}`)
    const known = plugins.map(({ name, version, digest }) => ({ name, version, digest, requires: asked.get(name) ?? null }))
    return { data: { plugins: known }, text: lines.join('\n') || 'Nothing is installed' }
  },
}

export const rollback: Command = {
  name: 'rollback',
  words: '',
  about: 'Put a folder back to its lockfile before the last change',
  options: FOLDER,
  least: 0,
  most: 0,
  run: (input, context) =>
    holdFolder(folderOf(input), async (folder) => {
      const previous = await folder.readPrevious()
      if (!previous) throw wrongUsage('There is no lockfile to go back to')
      const { registry, trust } = await trustedRegistry(input, context, folder)
      return place(previous, [], { folder, source: fromRegistry(registry), trust })
    }),
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
    text: [`${sayCount(plugins.length)} in ${folder.path}, ${brought.length} new; digests and signatures hold`, ...lines].join('\n'),
  }
}

export const sayCount = (count: number) => (count === 1 ? '1 plugin is' : `${count} plugins are`)
