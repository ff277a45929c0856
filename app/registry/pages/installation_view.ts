import { localized } from '#runtime/manifest/plugin_manifest'
import { formatNumber } from '#core/panels/formats'
import { statusOf, type InstallationStatus } from '#registry/wire/installation_json'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { Installation } from '#runtime/installations/installation'
import type { RunFigures, RunRow } from '#runtime/queries/list_runs'

const TONES: Record<InstallationStatus, Tone> = { enabled: 'good', disabled: 'neutral', tripped: 'bad' }

/** An installation as pages show it. */
export function installationView(installation: Installation, figures: RunFigures | undefined, i18n: I18n) {
  const status = statusOf(installation)
  return {
    id: installation.id,
    title: localized(installation.manifest.name ?? installation.pluginName, i18n.locale),
    description: localized(installation.manifest.description ?? '', i18n.locale),
    plugin: installation.pluginName,
    version: installation.version,
    status,
    statusLabel: i18n.t(`registry.installation_${status}`),
    tone: TONES[status],
    breakerReason: installation.breakerReason,
    breakerOpenedAt: installation.breakerOpenedAt,
    capabilities: installation.grantedCapabilities,
    hooks: installation.manifest.hooks,
    installedAt: installation.createdAt,
    canRollBack: installation.lastGoodRelease !== null,
    lastGoodVersion: installation.lastGoodRelease?.version ?? null,
    waitingVersion: installation.waitingRelease?.version ?? null,
    waitingSince: installation.waitingSince,
    channel: installation.channel,
    isPinned: installation.isPinned,
    versionSince: installation.versionSince,
    isAutomatic: installation.versionBy === 'channel',
    failedAfterUpdate: status === 'tripped' && installation.versionBy === 'channel',
    runs: formatNumber(i18n.locale, figures?.runs ?? 0),
    failures: formatNumber(i18n.locale, figures?.failures ?? 0),
    hasFailures: (figures?.failures ?? 0) > 0,
    medianMs: figures ? formatNumber(i18n.locale, figures.median_us / 1_000, { maximumFractionDigits: 2 }) : '—',
    mostFuel: figures ? formatNumber(i18n.locale, figures.max_fuel) : '—',
  }
}

/** Single runs as pages show them. */
export const runViews = (runs: RunRow[], i18n: I18n) =>
  runs.map((run) => ({
    id: run.id,
    at: run.at,
    hook: run.hook,
    outcome: i18n.t(`registry.outcome_${run.outcome}`, {}, run.outcome),
    tone: (run.outcome === 'ok' ? 'good' : 'bad') as Tone,
    fuel: formatNumber(i18n.locale, run.fuel),
    duration: formatNumber(i18n.locale, run.duration_us / 1_000, { maximumFractionDigits: 2 }),
    error: run.error,
  }))
