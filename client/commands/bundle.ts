import { createReadStream } from 'node:fs'
import { canonicalName } from '#registry/names/plugin_name'
import { BUNDLE_LIMITS, BundleProblem, type VersionLine } from '#registry/bundles/format/bundle_lines'
import { readBundledBytes, verifyBundle, type VerifiedBundle } from '#registry/bundles/format/verify_bundle'
import { givenKey } from '../core/given_key.js'
import { Failure, untrusted, wrongUsage } from '../core/failure.js'
import { type Folder } from '../core/folder.js'
import { holdFolder } from '../core/hold_folder.js'
import { readWanted } from '../core/names.js'
import { writeWhole } from '../core/files.js'
import { FOLDER, folderOf, sayCount } from './install.js'
import type { Command, Input } from '../core/command.js'
import type { Context } from '../core/context.js'
import type { Signatures } from '../core/registry.js'

const MOST_WORDS = 200
const KEY = {
  key: { value: 'KEY', about: 'Public key (base64) of the registry that made it, as its operator told; the one known unless said' },
}

export const bundleExport: Command = {
  ...{ name: 'bundle export', words: 'FILE [NAME[@RANGE]…]', least: 1, most: MOST_WORDS },
  about: 'Write plugins and all they need into one signed file; without names, what the lockfile of --dir says',
  options: { dir: FOLDER.dir!, channel: { value: 'stable|beta', about: 'Whether prereleases may be chosen' } },
  async run(input, context) {
    const [file = '', ...words] = input.words
    const folder = folderOf(input)
    const lock = words.length ? null : await folder.needLock()
    const requires = lock?.requires ?? Object.fromEntries(words.map(readWanted).map(({ name, range }) => [name, range]))
    const channel = input.option('channel') ?? lock?.channel ?? 'stable'
    const json = { requires, ...(lock ? { lock } : {}), channel }
    const { bytes } = await context
      .registry(await folder.source())
      .ask('bundles', { method: 'POST', json, most: BUNDLE_LIMITS.bundle_bytes })
    await writeWhole(file, bytes)
    return { data: { file, size: bytes.length }, text: `${file}: ${bytes.length} bytes` }
  },
}

export const bundleVerify: Command = {
  ...{ name: 'bundle verify', words: 'FILE', about: 'Check a bundle from its first byte to its last', options: KEY, least: 1, most: 1 },
  async run(input, context) {
    const { header, versions } = await verified(input, context)
    const plugins = versions.map(({ name, version, digest }) => ({ name, version, digest }))
    return {
      data: { ok: true, registry: header.registry, plugins },
      text: `Whole, and signed by ${header.registry}: ${plugins.map(({ name, version }) => `${name} ${version}`).join(', ')}`,
    }
  },
}

export const bundleImport: Command = {
  ...{ name: 'bundle import', words: 'FILE', least: 1, most: 1 },
  about: 'Install what a bundle holds into a folder, without a network; nothing is written unless all of it is right',
  options: { dir: FOLDER.dir!, ...KEY },
  async run(input, context) {
    const { header, versions } = await verified(input, context)
    const folder = folderOf(input)
    await holdFolder(folder, async () => {
      for await (const { digest, bytes } of readBundledBytes(createReadStream(input.words[0]!))) {
        for (const line of versions.filter((one) => one.digest === digest)) await keep(folder, line, bytes)
      }
      await folder.writeLock(header.lockfile)
      await folder.remember(header.registry)
      await folder.clean()
    })
    const plugins = versions.map(({ name, version, digest }) => ({ name, version, digest }))
    return { data: { folder: folder.path, plugins }, text: `${sayCount(plugins.length)} in ${folder.path}; digests and signatures hold` }
  },
}

function keep(folder: Folder, { name, version, digest, size, signatures }: VersionLine, bytes: Uint8Array): Promise<void> {
  const signed: Signatures = { plugin: name, version, sha256: digest, size, signatures }
  return folder.keep({ name: canonicalName(name), version, digest }, bytes, signed)
}

/**
 * Nothing in the file says which key is to be trusted: the person does, or did. Where the key known signed for one that came
 * after it, that one is known from then on, as it would be with a network.
 */
async function verified(input: Input, context: Context): Promise<VerifiedBundle> {
  const given = givenKey(input)
  const known = given ? null : context.keysOf(context.origin())
  const key = given ?? known?.key
  if (!key) throw wrongUsage('Say whose signature counts: --key, or install something from that registry first')
  const file = input.words[0]!
  try {
    const bundle = await verifyBundle(createReadStream(file), key, known?.former)
    if (known && bundle.successors.length) await context.keepSuccessors(context.origin(), { key, successors: bundle.successors })
    return bundle
  } catch (error) {
    if (error instanceof BundleProblem) throw untrusted(`${file} is refused. ${error.message}`)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Failure('NOT_FOUND', `${file} cannot be read`)
    throw error
  }
}
