import { inject } from '@adonisjs/core'
import { NothingToRollBackTo, NothingWaits, PluginSettingsInvalid, ReleaseOfAnotherPlugin } from '#runtime/exceptions/installation_refused'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import { moveTo, putBack, stopWaiting, waitFor } from '#runtime/installations/release_moves'
import { compareAsks, grantsThatHold, missingSecrets, settingsFor, settingsProblems } from '#runtime/installations/update_needs'
import { knownSecretNames } from '#runtime/installations/known_secrets'
import { GatedModules, type LoadArtifact } from '#runtime/modules/gated_modules'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { releaseOf, type Installation, type InstallationKey } from '#runtime/installations/installation'
import type { InstallationChange } from '#runtime/installations/installation_changes'
import { ReleaseGuard } from '#runtime/installations/release_guard'
import type { PluginRelease } from '#runtime/installations/release'
import type { PluginSettings } from '#runtime/manifest/settings_form'

export interface UpdatePluginInput {
  actor: Actor
  installation: InstallationKey
  release: PluginRelease
  /** Capabilities agreed to beside those granted before. */
  consent?: string[]
  /** What the new version needs to be set, over what is set already. */
  settings?: PluginSettings
  loadArtifact?: LoadArtifact
  /** By its channel, not by a person: a pinned one stays, and whatever a person would have to say makes it wait. */
  isAutomatic?: boolean
}

/** Moves an installation to another release of the same plugin; one that wants more waits until somebody agrees. */
@inject()
export class UpdatePlugin {
  constructor(
    private readonly modules: GatedModules,
    private readonly changes: InstallationChanges,
    private readonly guard: ReleaseGuard
  ) {}

  async handle(input: UpdatePluginInput): Promise<Installation> {
    const { actor, installation, release, loadArtifact } = input
    await this.modules.ensure(release.digest, loadArtifact)
    const updated = await this.changes.apply(actor, installation, async (trx, current) => {
      if (release.pluginId !== current.pluginId) throw new ReleaseOfAnotherPlugin()
      await this.guard.check(trx, release)
      return input.isAutomatic ? updateByChannel(trx, current, release) : update(trx, current, input)
    })
    return updated!
  }

  /** Goes back to the release that ran before the last update; one that the breaker had switched off runs again. */
  async rollBack({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    const rolledBack = await this.changes.apply(actor, installation, async (trx, current) => {
      const release = current.lastGoodRelease
      if (!release) throw new NothingToRollBackTo()
      await this.guard.check(trx, release)
      const settings = settingsFor(release, current.settings)
      refuse(settingsProblems(release, settings))
      return moveTo(trx, current, { release, settings, event: 'rolled_back' })
    })
    return rolledBack!
  }

  /** Takes a move back that was part of something that failed; what was moved again meanwhile stays. */
  async undo({ actor, before, movedTo }: { actor: Actor; before: Installation; movedTo: string }): Promise<void> {
    await this.changes.apply(actor, before, async (trx, current) => {
      if (current.versionId !== movedTo) return { event: null }
      await this.guard.check(trx, releaseOf(before))
      return putBack(trx, current, before)
    })
  }

  /** The waiting version is not wanted: it is not offered by itself again. */
  async decline({ actor, installation }: { actor: Actor; installation: InstallationKey }): Promise<Installation> {
    const declined = await this.changes.apply(actor, installation, (trx, current) => {
      if (!current.waitingRelease) throw new NothingWaits()
      return stopWaiting(trx, current, current.waitingRelease)
    })
    return declined!
  }
}

async function update(
  trx: TransactionClientContract,
  current: Installation,
  { release, consent = [], settings: given }: UpdatePluginInput
): Promise<InstallationChange> {
  if (release.versionId === current.versionId) return { event: null }
  const { added } = compareAsks([...grantsThatHold(current, release, given), ...consent], release.manifest)
  if (added.length > 0) return waitFor(trx, current, { release, missing: added })
  const settings = settingsFor(release, current.settings, given)
  refuse(settingsProblems(release, settings))
  return moveTo(trx, current, { release, settings, event: 'updated' })
}

async function updateByChannel(trx: TransactionClientContract, current: Installation, release: PluginRelease): Promise<InstallationChange> {
  const isSettled = [current.versionId, current.skippedVersionId].includes(release.versionId)
  if (current.isPinned || isSettled) return { event: null }
  const { added } = compareAsks(grantsThatHold(current, release), release.manifest)
  const settings = settingsFor(release, current.settings)
  const secrets = missingSecrets(release.manifest, await knownSecretNames(trx, current.id))
  const isAsking = added.length + secrets.length + settingsProblems(release, settings).length > 0
  if (isAsking) return waitFor(trx, current, { release, missing: added })
  return moveTo(trx, current, { release, settings, event: 'updated', isAutomatic: true })
}

function refuse(problems: ReturnType<typeof settingsProblems>): void {
  if (problems.length > 0) throw new PluginSettingsInvalid(problems)
}
