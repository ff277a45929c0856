import { inject } from '@adonisjs/core'
import { BlobStore } from '#registry/blobs/blob_store'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { InstallPlugin } from '#runtime/actions/install_plugin'
import { UninstallPlugin } from '#runtime/actions/uninstall_plugin'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { ConsentRequiredAlong, IncompleteAlong, type MissingConsent } from '#registry/installing/exceptions'
import { findLockedRelease, findRelease, type InstallableRelease } from '#registry/queries/find_release'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { canonicalName } from '#registry/names/plugin_name'
import { checkSettings, defaultSettings } from '#runtime/manifest/settings_form'
import { compareAsks, grantsThatHold, missingSecrets } from '#runtime/installations/update_needs'
import { findInstallationOf, type Installation, type InstallationKey } from '#runtime/installations/installation'
import { settingsSchemaOf } from '#runtime/installations/release'
import type { Actor } from '#core/actor'
import type { PlannedChange } from '#registry/dependencies/queries/plan_changes'

export interface Along {
  actor: Actor
  tenantId: string | null
  changes: readonly PlannedChange[]
  /** Name → what is agreed to for it. */
  consent?: Record<string, string[]>
  isEnabled?: boolean
  /** A lockfile names them: versions that were yanked since count, too. */
  isLocked?: boolean
}

type Step = { release: InstallableRelease; installed: Installation | null; asks: string[] }
type Moved = { before: Installation; movedTo: string }
type Done = { brought: InstallationKey[]; moved: Moved[] }

/** Installs and moves the plugins that another one needs, before it. */
@inject()
export class BringAlong {
  constructor(
    private readonly blobs: BlobStore,
    private readonly install: InstallPlugin,
    private readonly update: UpdatePlugin,
    private readonly enable: EnablePlugin,
    private readonly uninstall: UninstallPlugin
  ) {}

  /**
   * Everything is checked before anything is done. What was installed is taken away again when a later step fails, or `then`,
   * which adds what it installs itself; what was moved goes back to where it was.
   * Throws `ConsentRequiredAlong`, `IncompleteAlong` (422).
   */
  async around<Result>(along: Along, then: (brought: InstallationKey[]) => Promise<Result>): Promise<Result> {
    const steps = await this.#prepare(along)
    const [brought, moved]: [InstallationKey[], Moved[]] = [[], []]
    try {
      for (const step of steps) await this.#take(along, step, { brought, moved })
      return await then(brought)
    } catch (error) {
      for (const installation of brought.reverse()) await this.uninstall.handle({ actor: along.actor, installation }).catch(() => {})
      for (const move of moved.reverse()) await this.update.undo({ actor: along.actor, ...move }).catch(() => {})
      throw error
    }
  }

  async #prepare({ tenantId, changes, consent = {}, isEnabled, isLocked }: Along): Promise<Step[]> {
    const agreed = new Map(Object.entries(consent).map(([name, asks]) => [canonicalName(name), asks]))
    const steps: Step[] = []
    const missing: MissingConsent[] = []
    for (const { name, to } of changes) {
      if (to === null) continue
      const release = await (isLocked ? findLockedRelease : findRelease)(name, to)
      const installed = await findInstallationOf(release.pluginId, tenantId)
      const asks = installed ? compareAsks(grantsThatHold(installed, release), release.manifest).added : asksOf(release.manifest)
      if (asks.some((ask) => !agreed.get(name)?.includes(ask))) missing.push({ name, version: to, asks })
      steps.push({ release, installed, asks })
    }
    if (missing.length) throw new ConsentRequiredAlong(missing)
    const incomplete = isEnabled ? steps.filter(isIncomplete).map(({ release }) => release.name) : []
    if (incomplete.length) throw new IncompleteAlong(incomplete)
    return steps
  }

  async #take({ actor, tenantId, isEnabled }: Along, { release, installed, asks }: Step, { brought, moved }: Done) {
    const loadArtifact = (digest: string) => this.blobs.read(digest)
    if (installed) {
      const installation = { id: installed.id, tenantId }
      await this.update.handle({ actor, installation, release: plain(release), consent: asks, loadArtifact })
      moved.push({ before: installed, movedTo: release.versionId })
      return
    }
    const { id } = await this.install.handle({ actor, tenantId, release: plain(release), consent: asks, loadArtifact })
    brought.push({ id, tenantId })
    if (isEnabled) await this.enable.handle({ actor, installation: { id, tenantId } })
  }
}

const plain = ({ pluginId, versionId, name, version, digest, manifest }: InstallableRelease) => ({
  ...{ pluginId, versionId, name, version, digest, manifest },
})

/** New, and not able to run with what it has. */
function isIncomplete({ release: { manifest }, installed }: Step): boolean {
  if (installed) return false
  const schema = settingsSchemaOf(manifest)
  return checkSettings(schema, defaultSettings(schema)).length > 0 || missingSecrets(manifest, []).length > 0
}
