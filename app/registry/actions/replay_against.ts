import { inject } from '@adonisjs/core'
import { BlobStore } from '#registry/blobs/blob_store'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { findRelease } from '#registry/queries/find_release'
import { ReplayRun, type Replay } from '#runtime/runs/replay_run'
import { findInstallation } from '#runtime/installations/installation'
import { defaultSettings } from '#runtime/manifest/settings_form'
import { settingsFor } from '#runtime/installations/update_needs'
import { settingsSchemaOf } from '#runtime/installations/release'
import type { RunDetail } from '#runtime/queries/find_run'

/** Replays a run against a published version, or the one it ran in. Throws `VersionNotFound`, `RunNotReplayable`. */
@inject()
export class ReplayAgainst {
  constructor(
    private readonly blobs: BlobStore,
    private readonly replay: ReplayRun
  ) {}

  /** With the settings the installation has now; the defaults where it is gone. */
  async handle(run: RunDetail, version?: string): Promise<Replay> {
    const wanted = version ?? run.version
    if (!wanted) throw new VersionNotFound()
    const installation = await findInstallation({ id: run.installation_id, tenantId: run.tenant_id }).catch(() => null)
    const isInstalled = installation?.version === wanted
    const release = isInstalled ? installation : await findRelease(run.plugin_name, wanted)
    const schema = settingsSchemaOf(release.manifest)
    const settings = installation ? settingsFor({ ...release, name: run.plugin_name }, installation.settings) : defaultSettings(schema)
    const loadArtifact = (digest: string) => this.blobs.read(digest)
    return this.replay.handle({ run, release: { version: wanted, digest: release.digest }, settings, loadArtifact })
  }
}
