import { createPrivateKey, sign } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { signedStatement } from '#registry/signing/signed_statement'
import { sha256 } from '../core/folder.js'
import { readIfThere } from '../core/files.js'
import { Failure, wrongUsage } from '../core/failure.js'
import { readRelease } from '../core/names.js'
import type { Command, Input } from '../core/command.js'

interface Manifest {
  id: string
  version: string
  description: string | Record<string, string>
  category: string
  license: string
  language: string
  entry: string
  repository?: string
  homepage?: string
  tags?: string[]
}

interface Answer {
  message: string
  upload_url: string
  version_id?: string
  status?: string
  checksum?: string
  serial?: number
  capabilities?: string[]
}

/** Larger ones go in two steps: a third less to send. */
const INLINE_BYTES = 512 * 1024

export const publish: Command = {
  name: 'publish',
  words: 'FOLDER|FILE',
  about: 'Publish a version: a folder with plugin.json, or a built module with plugin.json beside it',
  options: {
    'manifest': { value: 'FILE', about: 'plugin.json, where it is not beside the module' },
    'artifact': { value: 'FILE', about: 'The built module, where it is not the one plugin.json names' },
    'readme': { value: 'FILE', about: 'README.md of the folder unless said' },
    'changelog': { value: 'FILE', about: 'CHANGELOG.md of the folder unless said' },
    'sign': {
      value: 'FILE',
      about: 'Sign it as its author with this Ed25519 private key (PEM); the public one has to be known to the registry',
    },
    'two-step': { about: 'Announce it first and send the module apart, as is done with large ones anyway' },
  },
  least: 1,
  most: 1,
  async run(input, context) {
    const { manifest, bytes, texts } = await readSources(input)
    const registry = context.registry()
    const body = { ...requestOf(manifest, bytes), ...texts, ...(await signatureOf(manifest, bytes, input.option('sign'))) }
    const isInline = !input.isSet('two-step') && bytes.length <= INLINE_BYTES
    const sent = isInline ? { ...body, wasm_data: Buffer.from(bytes).toString('base64') } : body
    const first = await registry.json<Answer>('plugins/publish', { method: 'POST', json: sent, isPrivate: true })
    const answer = isInline ? first : await registry.json<Answer>(first.upload_url, { method: 'PUT', bytes })
    const { message, status, checksum, version_id: id, serial, capabilities } = answer
    if (checksum !== sha256(bytes)) throw new Failure('CHECKSUM', 'The registry took other bytes than were sent')
    return {
      data: { plugin: manifest.id, version: manifest.version, version_id: id, status, checksum, serial, capabilities },
      text: message,
    }
  },
}

export const yank: Command = {
  name: 'yank',
  words: 'NAME@VERSION',
  about: 'Take a version out of what new installations may choose; lockfiles still find it',
  options: { reason: { value: 'TEXT', about: 'Shown to everybody' }, undo: { about: 'Put a yanked version back' } },
  least: 1,
  most: 1,
  async run(input, context) {
    const { name, version } = readRelease(input.words[0]!)
    const reason = input.option('reason')
    const isBack = input.isSet('undo')
    const where = `plugins/${name}/versions/${encodeURIComponent(version)}/${isBack ? 'unyank' : 'yank'}`
    const request = { method: isBack ? 'POST' : 'DELETE', isPrivate: true, json: reason ? { reason } : {} } as const
    const { message, serial } = await context.registry().json<{ message: string; serial: number }>(where, request)
    return { data: { plugin: name, version, serial }, text: message }
  },
}

async function readSources(input: Input) {
  const given = input.words[0]!
  const isFolder = (await stat(given).catch(() => missing(given))).isDirectory()
  const folder = isFolder ? given : dirname(given)
  const manifest = await readManifest(input.option('manifest') ?? join(folder, 'plugin.json'))
  const bytes = await read(input.option('artifact') ?? (isFolder ? join(folder, builtFile(manifest)) : given))
  const readme = await textOf(input.option('readme'), join(folder, 'README.md'))
  const changelog = await textOf(input.option('changelog'), join(folder, 'CHANGELOG.md'))
  return { manifest, bytes, texts: { ...(readme ? { readme } : {}), ...(changelog ? { changelog } : {}) } }
}

/** What the platform's own tools build, or what needs no building. */
function builtFile({ language, entry }: Manifest): string {
  if (language === 'assemblyscript') return join('build', 'plugin.wasm')
  if (/\.[cm]?ts$/.test(entry) || language === 'typescript') {
    throw wrongUsage(`${basename(entry)} has to be bundled into one file first: give that one by --artifact`)
  }
  if (entry.split(/[\\/]/).includes('..')) throw wrongUsage('plugin.json names an entry outside of its folder')
  return entry
}

async function readManifest(path: string): Promise<Manifest> {
  const text = await read(path)
  try {
    const manifest = JSON.parse(text.toString('utf8')) as Manifest
    if (typeof manifest?.id === 'string' && typeof manifest.version === 'string') return manifest
  } catch {
    // said below
  }
  throw new Failure('INVALID_MANIFEST', `${path} is not a plugin's manifest`)
}

async function signatureOf({ id: name, version }: Manifest, bytes: Uint8Array, file: string | undefined): Promise<{ signature?: string }> {
  if (!file) return {}
  const pem = await read(file)
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('another kind of key')
    return { signature: sign(null, Buffer.from(signedStatement({ name, version, sha256: sha256(bytes) })), key).toString('base64') }
  } catch {
    throw new Failure('BAD_KEY', `${file} is not an Ed25519 private key`)
  }
}

const requestOf = (manifest: Manifest, bytes: Uint8Array) => ({
  name: manifest.id,
  version: manifest.version,
  description: typeof manifest.description === 'string' ? manifest.description : manifest.description.en,
  category: manifest.category,
  license: manifest.license,
  ...(manifest.repository ? { repository: manifest.repository } : {}),
  ...(manifest.homepage ? { homepage: manifest.homepage } : {}),
  tags: manifest.tags ?? [],
  checksum: sha256(bytes),
  size: bytes.length,
  manifest,
})

async function textOf(named: string | undefined, usual: string): Promise<string | undefined> {
  return named ? (await read(named)).toString('utf8') : (await readIfThere(usual))?.toString('utf8')
}

const read = (path: string) => readFile(path).catch(() => missing(path))

function missing(path: string): never {
  throw new Failure('NOT_FOUND', `${path} cannot be read`)
}
