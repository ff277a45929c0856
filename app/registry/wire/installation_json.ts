import type { Installation } from '#runtime/installations/installation'
import type { RunFigures, RunRow } from '#runtime/queries/list_runs'

export type InstallationStatus = 'enabled' | 'disabled' | 'tripped'

/** `tripped`: the breaker switched it off because calls kept failing. */
export const statusOf = ({ isEnabled, breakerState }: Pick<Installation, 'isEnabled' | 'breakerState'>): InstallationStatus =>
  isEnabled ? 'enabled' : breakerState === 'open' ? 'tripped' : 'disabled'

export const toInstallationJson = (installation: Installation, figures?: RunFigures) => ({
  id: installation.id,
  plugin: installation.pluginName,
  version: installation.version,
  status: statusOf(installation),
  hooks: installation.manifest.hooks,
  capabilities: installation.grantedCapabilities,
  settings: installation.settings,
  disabled_reason: installation.breakerReason,
  runs_last_day: figures?.runs ?? 0,
  failures_last_day: figures?.failures ?? 0,
  installed_at: installation.createdAt.toISOString(),
  updated_at: installation.updatedAt.toISOString(),
})

export const toRunJson = (run: RunRow) => ({
  id: run.id,
  hook: run.hook,
  outcome: run.outcome,
  fuel_used: run.fuel,
  duration_ms: run.duration_us / 1_000,
  error: run.error,
  logs: run.logs ?? [],
  at: run.at.toISOString(),
})
