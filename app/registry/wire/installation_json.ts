import type { Installation } from '#runtime/installations/installation'
import type { Replay } from '#runtime/runs/replay_run'
import type { RunDetail } from '#runtime/queries/find_run'
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
  channel: installation.channel,
  pinned: installation.isPinned,
  waiting_version: installation.waitingRelease?.version ?? null,
  last_good_version: installation.lastGoodRelease?.version ?? null,
  disabled_reason: installation.breakerReason,
  runs_last_day: figures?.runs ?? 0,
  failures_last_day: figures?.failures ?? 0,
  installed_at: installation.createdAt.toISOString(),
  updated_at: installation.updatedAt.toISOString(),
})

export const toRunJson = (run: RunRow) => ({
  id: run.id,
  installation_id: run.installation_id,
  plugin: run.plugin_name,
  version: run.version,
  hook: run.hook,
  outcome: run.outcome,
  fuel_used: run.fuel,
  fuel_limit: run.fuel_limit,
  duration_ms: run.duration_us / 1_000,
  error: run.error,
  logs: run.logs ?? [],
  host_calls: run.host_calls ?? {},
  has_sample: run.has_sample,
  at: run.at.toISOString(),
})

/** Input and output as they were kept: cut to a few kilobytes and masked. Null where no sample was kept. */
export const toRunDetailJson = (run: RunDetail) => ({
  ...toRunJson(run),
  sample: run.has_sample && run.is_whole !== null ? { input: run.input, output: run.output, replayable: run.is_whole } : null,
})

export const toReplayJson = (run: RunDetail, replay: Replay) => ({
  run_id: run.id,
  recorded: outcomeJson({ ...run, version: run.version }),
  replayed: outcomeJson(replay),
  is_same: run.outcome === replay.outcome && run.output === replay.output,
})

type Outcome = Pick<Replay, 'outcome' | 'output' | 'error' | 'fuel' | 'duration_us'> & { version: string | null }

const outcomeJson = ({ version, outcome, output, error, fuel, duration_us: us }: Outcome) => ({
  ...{ version, outcome, output, error },
  fuel_used: fuel,
  duration_ms: us / 1_000,
})
