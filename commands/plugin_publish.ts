import { resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import User from '#identity/models/user'
import { UnknownUser } from '#identity/exceptions'
import { buildPlugin } from '#runtime/build/build_plugin'
import { PlatformCommand } from '#core/commands/platform_command'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { releaseFromManifest } from '#registry/manifest/compare_manifest'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { Actor } from '#core/actor'

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

  @flags.boolean({ description: 'Approve it in the same breath, as the operator of this installation' })
  declare approve: boolean

  protected async perform() {
    const actor = await this.#publisher()
    const { manifest, wasm } = await buildPlugin(resolve(this.app.makePath(), this.folder))
    const publish = await this.app.container.make(PublishVersion)
    const { id, plugin, version, status, judgement } = await publish.handle({
      actor,
      method: 'command',
      release: releaseFromManifest(manifest),
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

  async #publisher(): Promise<Actor> {
    const user = await User.findBy('email', this.as)
    if (!user) throw new UnknownUser()
    return { ...systemActor('plugin:publish'), kind: 'user', userId: user.id }
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
