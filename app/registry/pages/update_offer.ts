import db from '@adonisjs/lucid/services/db'
import { findRelease } from '#registry/queries/find_release'
import { findUpdate } from '#registry/queries/find_update'
import { knownSecretNames } from '#runtime/installations/known_secrets'
import {
  compareAsks,
  grantsThatHold,
  hostsByDefault,
  missingSecrets,
  settingsFor,
  settingsProblems,
  type AskDifference,
} from '#runtime/installations/update_needs'
import type { Installation } from '#runtime/installations/installation'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { PluginRelease } from '#runtime/installations/release'

/** A version an installation could be moved to, and all that a person would have to say for it. */
export interface UpdateOffer {
  release: PluginRelease & { manifest: PluginManifest }
  asks: AskDifference
  hooks: { added: string[]; removed: string[] }
  /** Settings the new version needs and nobody gave, and those whose default would say which host it reaches. */
  settings: string[]
  secrets: string[]
}

/** What the newest version of the channel asks for, or the one named; null when there is nothing newer. */
export async function readUpdateOffer(installation: Installation, version?: string): Promise<UpdateOffer | null> {
  const waiting = installation.waitingRelease?.version
  const release = version ? await findRelease(installation.pluginName, version) : await newestOf(installation, waiting)
  if (!release || release.versionId === installation.versionId) return null
  const problems = settingsProblems(release, settingsFor(release, installation.settings))
  const before = installation.manifest.hooks
  const after = release.manifest.hooks
  return {
    release,
    asks: compareAsks(grantsThatHold(installation, release), release.manifest),
    hooks: { added: after.filter((hook) => !before.includes(hook)), removed: before.filter((hook) => !after.includes(hook)) },
    settings: [...new Set([...problems.map(({ field }) => field), ...hostsByDefault(installation, release)])],
    secrets: missingSecrets(release.manifest, await knownSecretNames(db, installation.id)),
  }
}

/** What waits is what the page is about, unless something newer came or it was withdrawn. */
async function newestOf(installation: Installation, waiting: string | undefined) {
  const newest = await findUpdate(installation)
  if (newest || !waiting) return newest
  return findRelease(installation.pluginName, waiting).catch(() => null)
}
