import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { integrityOf, type LockedPlugin, type Lockfile } from '#registry/dependencies/lockfile/lockfile'
import { formatOf, FORMATS } from '#runtime/gate/artifact_format'
import { assertPlain } from './names.js'
import { Failure, untrusted } from './failure.js'
import { readIfThere, writeJson, writeWhole } from './files.js'
import type { Signatures } from './registry.js'

const LOCK = 'rialto-lock.json'
const PREVIOUS = 'rialto-lock.previous.json'
const SOURCE = 'rialto-registry.json'
const SIGNATURES = 'signatures.json'
const ENDINGS = Object.values(FORMATS).map(({ extension }) => extension)
const MOST_PLUGINS = 500

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Plugins on this machine: `<name>/<version>/plugin.wasm` and who signed it, as the lockfile beside them says. */
export class Folder {
  constructor(readonly path: string) {}

  readLock = () => this.#read(LOCK)
  readPrevious = () => this.#read(PREVIOUS)

  async needLock(): Promise<Lockfile> {
    const lock = await this.readLock()
    if (!lock) throw new Failure('NO_LOCKFILE', `There is no ${LOCK} in ${this.path}: install something first`)
    return lock
  }

  /** The old lockfile is kept, so that one step back is possible. */
  async writeLock(lock: Lockfile): Promise<void> {
    const before = await this.readLock()
    if (before && before.integrity !== lock.integrity) await writeJson(join(this.path, PREVIOUS), before)
    await writeJson(join(this.path, LOCK), lock)
  }

  /** Where it was filled from. */
  async source(): Promise<string | undefined> {
    const text = await readIfThere(join(this.path, SOURCE))
    const registry = text && parse<{ registry?: unknown }>(text, SOURCE).registry
    return typeof registry === 'string' ? registry : undefined
  }

  async remember(registry: string): Promise<void> {
    if ((await this.source()) !== registry) await writeJson(join(this.path, SOURCE), { registry })
  }

  /** The bytes of a locked plugin, whatever they are; null where it is not there. */
  async readModule(plugin: LockedPlugin): Promise<Buffer | null> {
    for (const ending of ENDINGS) {
      const bytes = await readIfThere(join(this.#home(plugin), `plugin.${ending}`))
      if (bytes) return bytes
    }
    return null
  }

  async readSignatures(plugin: LockedPlugin): Promise<Signatures | null> {
    const text = await readIfThere(join(this.#home(plugin), SIGNATURES))
    return text && parse<Signatures>(text, SIGNATURES)
  }

  /** The signatures come last: a module without them is one whose coming was cut short. */
  async keep(plugin: LockedPlugin, bytes: Uint8Array, signatures: Signatures): Promise<void> {
    await writeWhole(join(this.#home(plugin), `plugin.${FORMATS[formatOf(bytes)].extension}`), bytes)
    await writeJson(join(this.#home(plugin), SIGNATURES), signatures)
  }

  /** Removes versions that neither lockfile names. */
  async clean(): Promise<void> {
    const locks = [await this.readLock(), await this.readPrevious()]
    const known = new Set(locks.flatMap((lock) => lock?.plugins.map(({ name, version }) => join(name, version)) ?? []))
    for (const { name } of (await readdir(this.path, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
      for (const version of await readdir(join(this.path, name))) {
        const isOurs = await readIfThere(join(this.path, name, version, SIGNATURES)).catch(() => null)
        if (isOurs && !known.has(join(name, version))) await rm(join(this.path, name, version), { recursive: true })
      }
    }
  }

  #home({ name, version }: LockedPlugin): string {
    assertPlain({ name, version })
    return join(this.path, name, version)
  }

  async #read(file: string): Promise<Lockfile | null> {
    const text = await readIfThere(join(this.path, file))
    return text && assertLock(parse<Lockfile>(text, file))
  }
}

/** A lockfile as it was written; throws where it was edited or is none. */
export function assertLock(lock: Lockfile): Lockfile {
  const isShaped =
    lock?.lockfile_version === 1 && Array.isArray(lock.plugins) && lock.plugins.length <= MOST_PLUGINS && typeof lock.requires === 'object'
  if (!isShaped) throw new Failure('INVALID_LOCKFILE', 'This is not a lockfile of version 1')
  if (integrityOf(lock as unknown as Record<string, unknown>) !== lock.integrity) {
    throw untrusted('The lockfile was changed after it was written')
  }
  for (const { name, version, digest } of lock.plugins) {
    assertPlain({ name, version })
    if (!/^[0-9a-f]{64}$/.test(digest)) throw untrusted(`${name} ${version} is locked without a digest`)
  }
  return lock
}

function parse<Value>(text: Buffer, file: string): Value {
  try {
    return JSON.parse(text.toString('utf8')) as Value
  } catch {
    throw untrusted(`${file} is not JSON`)
  }
}
