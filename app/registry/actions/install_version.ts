import { inject } from '@adonisjs/core'
import { BlobStore } from '#registry/blobs/blob_store'
import { findRelease } from '#registry/queries/find_release'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { checkSettings, type PluginSettings } from '#runtime/manifest/settings_form'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

export type InstallVersionInput = {
  actor: Actor
  /** Whose installation: a tenant's, or with null the platform's. */
  tenantId: string | null
  plugin: string
  /** The default version where none is named. */
  version?: string
  /** The capabilities agreed to: exactly those the version asks for. */
  consent: string[]
  /** The defaults where there are none. */
  settings?: PluginSettings
  isEnabled?: boolean
}

/** Installs a published version for a tenant; on demand configured and switched on at once. */
@inject()
export class InstallVersion {
  constructor(
    private readonly blobs: BlobStore,
    private readonly install: InstallPlugin,
    private readonly configure: ConfigurePlugin,
    private readonly enable: EnablePlugin
  ) {}

  async handle({ actor, tenantId, plugin, version, consent, settings, isEnabled }: InstallVersionInput): Promise<Installation> {
    const release = await findRelease(plugin, version)
    const problems = settings ? checkSettings(release.manifest.settings, settings) : []
    if (problems.length) throw new PluginSettingsInvalid(problems)

    const loadArtifact = (digest: string) => this.blobs.read(digest)
    const { pluginId, versionId, name, version: number, digest, manifest } = release
    let installation = await this.install.handle({
      actor,
      tenantId,
      release: { pluginId, versionId, name, version: number, digest, manifest },
      consent,
      loadArtifact,
    })
    const key = { id: installation.id, tenantId }
    if (settings) installation = await this.configure.handle({ actor, installation: key, settings })
    if (isEnabled) installation = await this.enable.handle({ actor, installation: key })
    return installation
  }
}
