import { inject } from '@adonisjs/core'
import { BlobStore } from '#registry/blobs/blob_store'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { BringAlong } from '#registry/installing/bring_along'
import { findRelease, type InstallableRelease } from '#registry/queries/find_release'
import { needPlan } from '#registry/installing/plan_installation'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { missingSecrets } from '#runtime/installations/update_needs'
import { checkSettings, defaultSettings, type PluginSettings } from '#runtime/manifest/settings_form'
import {
  ConsentRequired,
  PluginAlreadyInstalled,
  PluginSecretsMissing,
  PluginSettingsInvalid,
} from '#runtime/exceptions/installation_refused'
import type { Actor } from '#core/actor'
import { asksOf, type PluginManifest } from '#runtime/manifest/plugin_manifest'
import { findInstallationOf, type Installation, type InstallationKey } from '#runtime/installations/installation'
import { isSameSet } from '#runtime/installations/release'

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
  /** Secrets that the version knows. Needed for `isEnabled` where it requires some. */
  secrets?: Record<string, string>
  isEnabled?: boolean
  /** What is agreed to for plugins that come along: canonical name → capabilities. */
  along?: Record<string, string[]>
}

/** Installs a published version for a tenant, and before it what it needs; on demand configured and switched on at once. */
@inject()
export class InstallVersion {
  constructor(
    private readonly blobs: BlobStore,
    private readonly install: InstallPlugin,
    private readonly configure: ConfigurePlugin,
    private readonly enable: EnablePlugin,
    private readonly setSecret: SetPluginSecret,
    private readonly bringAlong: BringAlong
  ) {}

  async handle(input: InstallVersionInput): Promise<Installation> {
    const { actor, tenantId, plugin, version, consent, isEnabled } = input
    const release = await findRelease(plugin, version)
    refuseIncomplete(release.manifest, input)
    if (await findInstallationOf(release.pluginId, tenantId)) throw new PluginAlreadyInstalled()
    const asked = asksOf(release.manifest)
    if (!isSameSet(consent, asked)) throw new ConsentRequired(asked)
    const changes = await needPlan({ tenantId, release })
    return this.bringAlong.around({ actor, tenantId, changes, consent: input.along, isEnabled }, (brought) =>
      this.#installOne(input, release, brought)
    )
  }

  async #installOne(input: InstallVersionInput, release: InstallableRelease, brought: InstallationKey[]): Promise<Installation> {
    const { actor, tenantId, consent, settings, secrets = {}, isEnabled } = input
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
    brought.push(key)
    if (settings) installation = await this.configure.handle({ actor, installation: key, settings })
    for (const [secret, value] of Object.entries(secrets)) await this.setSecret.handle({ actor, installation: key, name: secret, value })
    if (isEnabled) installation = await this.enable.handle({ actor, installation: key })
    return installation
  }
}

/** Before anything is installed: what can't be switched on as asked for is refused as a whole. */
function refuseIncomplete(manifest: PluginManifest, { settings, secrets = {}, isEnabled }: InstallVersionInput): void {
  const problems = settings || isEnabled ? checkSettings(manifest.settings, settings ?? defaultSettings(manifest.settings)) : []
  if (problems.length) throw new PluginSettingsInvalid(problems)
  const missing = isEnabled ? missingSecrets(manifest, Object.keys(secrets)) : []
  if (missing.length) throw new PluginSecretsMissing(missing)
}
