import { createHash, createPrivateKey, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import { buildPlugin } from '#runtime/build/build_plugin'
import { PlatformCommand } from '#core/commands/platform_command'
import { ApproveVersion } from '#registry/actions/approve_version'
import { findPublisher } from '#registry/commands/find_publisher'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { LONGEST_TEXT } from '#registry/readme/version_texts'
import { PublishVersion } from '#registry/actions/publish_version'
import { signedStatement } from '#registry/signing/signed_statement'
import { releaseFromManifest } from '#registry/manifest/compare_manifest'
import { asksOf, type PluginManifest } from '#runtime/manifest/plugin_manifest'

type Published = {
  plugin: string
  version: string
  status: string
  checksum: string
  size: number
  hooks: string[]
  capabilities: string[]
  findings: number
}

export default class PluginPublish extends PlatformCommand<Published> {
  static commandName = 'plugin:publish'
  static description = 'Build the plugin in a folder and publish it; it waits for a moderator unless approved at once'

  @args.string({ description: 'Folder with plugin.json' })
  declare folder: string

  @flags.string({ description: 'Email address of the publisher', required: true })
  declare as: string

  @flags.string({ description: 'Markdown for its page; README.md of the folder unless said' })
  declare readme?: string

  @flags.string({ description: 'Markdown of what changed; CHANGELOG.md of the folder unless said' })
  declare changelog?: string

  @flags.string({ description: 'Sign it as its author with this Ed25519 private key (PEM); the public one has to be known here' })
  declare sign?: string

  @flags.boolean({ description: 'Approve it in the same breath, as the operator of this installation' })
  declare approve: boolean

  protected async perform() {
    const actor = await findPublisher(this.as, 'plugin:publish')
    const folder = resolve(this.app.makePath(), this.folder)
    const { manifest, wasm } = await buildPlugin(folder)
    const publish = await this.app.container.make(PublishVersion)
    const { id, plugin, version, status, judgement } = await publish.handle({
      actor,
      method: 'command',
      release: {
        ...releaseFromManifest(manifest),
        ...(await this.#texts(folder)),
        signature: await signatureOf(this.sign, manifest, wasm),
      },
      artifact: wasm,
      manifest,
    })
    const { verdict, findings } = judgement
    return {
      plugin,
      version,
      status: this.approve && status === 'pending_review' ? await this.#approve(id) : status,
      checksum: verdict.sha256,
      size: verdict.size,
      hooks: manifest.hooks,
      capabilities: asksOf(manifest),
      findings: findings.length,
    }
  }

  protected describe({ plugin, version, status, checksum, size, hooks, capabilities }: Published) {
    const asks = capabilities.length ? `asks for ${capabilities.join(', ')}` : 'asks for nothing'
    return `${plugin} ${version} is ${status}: ${size} bytes, sha256 ${checksum}, answers ${hooks.join(', ')}, ${asks}`
  }

  /** Those of the folder unless others are named; what is named has to be there. */
  async #texts(folder: string) {
    const [readme, changelog] = [
      await readText(this.readme, join(folder, 'README.md')),
      await readText(this.changelog, join(folder, 'CHANGELOG.md')),
    ]
    return { readme, changelog }
  }

  async #approve(versionId: string) {
    const approve = await this.app.container.make(ApproveVersion)
    const actor = systemActor('plugin:publish')
    const { status } = await approve.handle({
      actor,
      versionId,
      reasonCode: 'meets_rules',
      publicReason: 'Approved by the operator of this installation',
    })
    return status
  }
}

async function signatureOf(file: string | undefined, { id: name, version }: PluginManifest, wasm: Uint8Array): Promise<string | null> {
  if (!file) return null
  try {
    const key = createPrivateKey(await readFile(file))
    const statement = signedStatement({ name, version, sha256: createHash('sha256').update(wasm).digest('hex') })
    return sign(null, Buffer.from(statement), key).toString('base64')
  } catch {
    throw InvalidPlugin.field('signature', `${file} is not an Ed25519 private key`, 'key')
  }
}

async function readText(named: string | undefined, usual: string): Promise<string | null> {
  const text = await readFile(named ?? usual, 'utf8').catch(() => null)
  if (named && text === null) throw InvalidPlugin.field('readme', `${named} cannot be read`, 'file')
  if (text && text.length > LONGEST_TEXT) {
    throw InvalidPlugin.field('readme', `${named ?? usual} may have ${LONGEST_TEXT} characters at most`, 'max')
  }
  return text
}
