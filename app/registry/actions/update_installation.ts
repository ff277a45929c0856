import { inject } from '@adonisjs/core'
import { BlobStore } from '#registry/blobs/blob_store'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { BringAlong } from '#registry/installing/bring_along'
import { compareAsks, grantsThatHold } from '#runtime/installations/update_needs'
import { findRelease } from '#registry/queries/find_release'
import { needPlan, planInstallation } from '#registry/installing/plan_installation'
import { findUpdate } from '#registry/queries/find_update'
import { findInstallation, type Installation, type InstallationKey } from '#runtime/installations/installation'
import { PluginSecretsMissing } from '#runtime/exceptions/installation_refused'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import type { Actor } from '#core/actor'
import type { PluginRelease } from '#runtime/installations/release'
import type { PluginSettings } from '#runtime/manifest/settings_form'

export interface UpdateInstallationInput {
  actor: Actor
  installation: InstallationKey
  /** The newest of the installation's channel where none is named. */
  version?: string
  consent?: string[]
  settings?: PluginSettings
  /** Secrets that the new version knows; set once it is in place. */
  secrets?: Record<string, string>
  /** What is agreed to for plugins that come along: canonical name → capabilities. */
  along?: Record<string, string[]>
}

type Move = { installation: Installation; release: PluginRelease; move: () => Promise<Installation> }

/**
 * Moves an installation to another published version. Throws `VersionNotFound` (404) when there is none, and what
 * `UpdatePlugin` throws; one that asks for more than was agreed to waits.
 */
@inject()
export class UpdateInstallation {
  constructor(
    private readonly blobs: BlobStore,
    private readonly updatePlugin: UpdatePlugin,
    private readonly setSecret: SetPluginSecret,
    private readonly enable: EnablePlugin,
    private readonly bringAlong: BringAlong
  ) {}

  async handle(input: UpdateInstallationInput): Promise<Installation> {
    const { actor, installation: key, version, consent, settings } = input
    const installation = await findInstallation(key)
    const release = version ? await findRelease(installation.pluginName, version) : await findUpdate(installation)
    if (!release) throw new VersionNotFound()
    const loadArtifact = (digest: string) => this.blobs.read(digest)
    const move = () => this.updatePlugin.handle({ actor, installation: key, release: plain(release), consent, settings, loadArtifact })
    const updated = await this.#withNeeds(input, { installation, release, move })
    return updated.versionId === release.versionId ? this.#keepSecrets(input, updated, installation.isEnabled) : updated
  }

  /** One that waits for consent brings nobody along yet. */
  async #withNeeds(input: UpdateInstallationInput, { installation, release, move }: Move): Promise<Installation> {
    const { actor, consent = [], settings, along } = input
    const { added } = compareAsks([...grantsThatHold(installation, release, settings), ...consent], release.manifest)
    if (added.length || release.versionId === installation.versionId) return move()
    const { tenantId, channel, isEnabled } = installation
    const changes = await needPlan({ tenantId, release, channel })
    return this.bringAlong.around({ actor, tenantId, changes, consent: along, isEnabled }, move)
  }

  /** A version that lacks a secret is switched off with the update: with the secret given it goes on. */
  async #keepSecrets({ actor, installation, secrets = {} }: UpdateInstallationInput, updated: Installation, wasEnabled: boolean) {
    for (const [name, value] of Object.entries(secrets)) await this.setSecret.handle({ actor, installation, name, value })
    if (!wasEnabled || updated.isEnabled || Object.keys(secrets).length === 0) return updated
    return this.enable.handle({ actor, installation }).catch((error: unknown) => {
      if (error instanceof PluginSecretsMissing) return updated
      throw error
    })
  }

  /** What others would have to change for is done by a person, who is shown what. */
  async #asksForOthers({ tenantId, channel }: Installation, release: PluginRelease): Promise<boolean> {
    const { isPossible, along } = await planInstallation({ tenantId, release, channel })
    return !isPossible || along.length > 0
  }

  /** To the newest version of its channel, as far as nobody has to say anything; true when something changed. */
  async byChannel(actor: Actor, installation: Installation): Promise<boolean> {
    const release = await findUpdate(installation)
    if (!release || (await this.#asksForOthers(installation, release))) return false
    const loadArtifact = (digest: string) => this.blobs.read(digest)
    const { id, tenantId } = installation
    const updated = await this.updatePlugin.handle({
      actor,
      installation: { id, tenantId },
      release: plain(release),
      loadArtifact,
      isAutomatic: true,
    })
    return updated.versionId !== installation.versionId || updated.waitingRelease?.versionId !== installation.waitingRelease?.versionId
  }
}

const plain = ({ pluginId, versionId, name, version, digest, manifest }: PluginRelease): PluginRelease => ({
  ...{ pluginId, versionId, name, version, digest, manifest },
})
