import { sqlRun } from '#core/database/sql'
import { releaseOf, type Installation } from '#runtime/installations/installation'
import { missingSecrets } from '#runtime/installations/update_needs'
import { knownSecretNames } from '#runtime/installations/known_secrets'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { InstallationChange } from '#runtime/installations/installation_changes'
import type { PluginRelease } from '#runtime/installations/release'
import type { PluginSettings } from '#runtime/manifest/settings_form'

type Move = { release: PluginRelease; settings: PluginSettings; event: 'updated' | 'rolled_back'; isAutomatic?: boolean }
type Waiting = { release: PluginRelease; missing: string[] }

/** Keeps a release until a person said what it needs. Said twice, it is told once. */
export async function waitFor(
  trx: TransactionClientContract,
  current: Installation,
  { release, missing }: Waiting
): Promise<InstallationChange> {
  if (current.waitingRelease?.versionId === release.versionId) return { event: null }
  await sqlRun(trx, 'update plugin_installations set waiting_release = ?::jsonb, waiting_since = now(), updated_at = now() where id = ?', [
    JSON.stringify(release),
    current.id,
  ])
  return {
    event: 'update_waiting',
    tell: { capabilities: missing, waiting_version: release.version },
    after: { version: release.version, capabilities: missing },
  }
}

/** Puts a release in the place of the one that runs. What failed until it was switched off is nothing to go back to. */
export async function moveTo(trx: TransactionClientContract, current: Installation, move: Move): Promise<InstallationChange> {
  const { release, settings, event, isAutomatic = false } = move
  const isRollBack = event === 'rolled_back'
  const isTripped = current.breakerState === 'open'
  const lastGood = isTripped ? (isRollBack ? null : current.lastGoodRelease) : releaseOf(current)
  const lacksSecrets = missingSecrets(release.manifest, await knownSecretNames(trx, current.id)).length > 0
  const runs = (current.isEnabled || (isRollBack && isTripped)) && !lacksSecrets
  await sqlRun(
    trx,
    `update plugin_installations set version_id = ?, version = ?, digest = ?, manifest = ?::jsonb, granted_capabilities = ?::jsonb,
            settings = ?::jsonb, last_good_version_id = ?, last_good_release = ?::jsonb, waiting_release = null, waiting_since = null,
            is_enabled = ?, version_since = now(), version_by = ?, skipped_version_id = ?, updated_at = now()
            ${isRollBack ? `, breaker_state = 'closed', breaker_opened_at = null, breaker_reason = null` : ''}
      where id = ?`,
    [
      ...[release.versionId, release.version, release.digest, JSON.stringify(release.manifest), JSON.stringify(asksOf(release.manifest))],
      ...[JSON.stringify(settings), lastGood?.versionId ?? null, lastGood ? JSON.stringify(lastGood) : null, runs],
      ...[isRollBack ? 'roll_back' : isAutomatic ? 'channel' : 'person', isRollBack ? current.versionId : null, current.id],
    ]
  )
  await sqlRun(trx, 'delete from plugin_failure_counts where installation_id = ?', [current.id])
  return {
    event,
    tell: { by: isAutomatic ? 'system' : 'user', is_automatic: isAutomatic },
    before: { version: current.version, capabilities: current.grantedCapabilities },
    after: { version: release.version, capabilities: asksOf(release.manifest) },
  }
}

/** As it was before a move that has to be taken back: it runs what it ran, waits for what it waited for, and skips nothing. */
export async function putBack(trx: TransactionClientContract, current: Installation, before: Installation): Promise<InstallationChange> {
  const { lastGoodRelease: lastGood, waitingRelease: waiting } = before
  await sqlRun(
    trx,
    `update plugin_installations set version_id = ?, version = ?, digest = ?, manifest = ?::jsonb, granted_capabilities = ?::jsonb, settings = ?::jsonb,
            last_good_version_id = ?, last_good_release = ?::jsonb, waiting_release = ?::jsonb, waiting_since = ?, is_enabled = ?,
            version_since = ?, version_by = ?, skipped_version_id = ?, updated_at = now() where id = ?`,
    [
      ...[before.versionId, before.version, before.digest, JSON.stringify(before.manifest), JSON.stringify(before.grantedCapabilities)],
      ...[JSON.stringify(before.settings), lastGood?.versionId ?? null, lastGood && JSON.stringify(lastGood)],
      ...[waiting && JSON.stringify(waiting), before.waitingSince, before.isEnabled],
      ...[before.versionSince, before.versionBy, before.skippedVersionId, current.id],
    ]
  )
  return { event: 'rolled_back', before: { version: current.version }, after: { version: before.version } }
}

/** The waiting version is passed over; the next one may be offered. */
export async function stopWaiting(
  trx: TransactionClientContract,
  current: Installation,
  waiting: PluginRelease
): Promise<InstallationChange> {
  await sqlRun(
    trx,
    `update plugin_installations set waiting_release = null, waiting_since = null, skipped_version_id = ?, updated_at = now() where id = ?`,
    [waiting.versionId, current.id]
  )
  return { event: 'update_declined', before: { version: waiting.version } }
}
