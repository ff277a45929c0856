import { createWriteStream } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import db from '@adonisjs/lucid/services/db'
import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { DoesNotFit } from '#registry/installing/exceptions'
import { ExportBundle } from '#registry/bundles/export_bundle'
import { InvalidLockfile } from '#registry/dependencies/exceptions'
import { platformKey } from '#registry/signing/platform_keys'
import { readQuestion } from '#registry/validators/resolve_validator'
import { resolveQuestion } from '#registry/dependencies/queries/resolve_question'

type Exported = { file: string; plugins: number; key: string }

export default class RegistryExportBundle extends PlatformCommand<Exported> {
  static commandName = 'registry:export-bundle'
  static description = 'Write plugins and all they need into one signed file, for an instance without a network'

  @args.string({ description: 'The file to write' })
  declare file: string

  @args.spread({ description: 'name, or name@range; what a lockfile requires where none is named', required: false })
  declare plugins?: string[]

  @flags.string({ description: 'A rialto-lock.json whose versions are kept' })
  declare lock?: string

  @flags.string({ description: 'stable or beta' })
  declare channel?: string

  protected async perform() {
    const lock = this.lock ? await readLock(this.lock) : null
    const named = Object.fromEntries((this.plugins ?? []).map((word) => splitName(word)))
    const requires = { ...lock?.requires, ...named }
    const channel = this.channel ?? lock?.channel
    const resolved = await resolveQuestion(await readQuestion({ requires, ...(lock ? { lock } : {}), ...(channel ? { channel } : {}) }))
    if (!resolved.isSolved) throw new DoesNotFit(resolved.explanation)
    const bundle = await this.app.container.make(ExportBundle)
    const draft = `${this.file}.part`
    try {
      await pipeline(Readable.from(bundle.lines(resolved.lockfile)), createWriteStream(draft))
      await rename(draft, this.file)
    } finally {
      await rm(draft, { force: true })
    }
    const { publicKey: key } = await db.transaction((trx) => platformKey(trx, 'registry'))
    return { file: this.file, plugins: resolved.lockfile.plugins.length, key }
  }

  protected describe({ file, plugins, key }: Exported) {
    return `${file} has ${plugins} plugins. Import it with --trust-key ${key}, told to the other side apart from the file`
  }
}

function splitName(word: string): [string, string] {
  const at = word.indexOf('@')
  return at < 0 ? [word, '*'] : [word.slice(0, at), word.slice(at + 1) || '*']
}

type Lock = { requires?: Record<string, string>; channel?: string }

async function readLock(path: string): Promise<Lock> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Lock
  } catch {
    throw InvalidLockfile.because('lock', `${path} is not a lockfile`)
  }
}
