import { inject } from '@adonisjs/core'
import { MINUTE_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { replaysPerMinute } from '#runtime/settings'
import { findHook } from '#runtime/hooks/define_hook'
import { PluginCalls } from '#runtime/hooks/plugin_calls'
import { RunNotReplayable } from '#runtime/exceptions/run_refused'
import { GatedModules, type LoadArtifact } from '#runtime/modules/gated_modules'
import { MASK, masked, secretsAmong } from '#runtime/runs/mask'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { answerFromRecording, CallRecording, countCalls } from '#runtime/runs/recorded_calls'
import { findProblems } from '#runtime/manifest/schema_checker'
import type { RunDetail } from '#runtime/queries/find_run'
import type { LogLine } from '#runtime/host/call_types'

export interface ReplayInput {
  run: RunDetail
  /** The version to run it against. */
  release: { version: string; digest: string }
  settings: Record<string, unknown>
  loadArtifact?: LoadArtifact
}

export interface Replay {
  version: string
  outcome: string
  output: string | null
  error: string | null
  fuel: number
  fuel_limit: number
  duration_us: number
  logs: LogLine[]
  host_calls: Record<string, number> | null
}

/**
 * Runs a recorded call again, also against another version. Nothing outside is touched: questions to the platform are
 * answered from the recording or refused, and the run counts nowhere. Throws `RunNotReplayable` (409), `RateLimited` (429).
 */
@inject()
export class ReplayRun {
  constructor(
    private readonly calls: PluginCalls,
    private readonly modules: GatedModules,
    private readonly attempts: Attempts
  ) {}

  async handle({ run, release, settings, loadArtifact }: ReplayInput): Promise<Replay> {
    const hook = findHook(run.hook)
    if (!hook) throw new RunNotReplayable('hook')
    if (run.input === null || !run.is_whole) throw new RunNotReplayable(run.input === null ? 'no_sample' : 'cut')
    await this.attempts.count(MINUTE_MS, [{ key: `replay:${run.installation_id}`, limit: replaysPerMinute }])
    await this.modules.ensure(release.digest, loadArtifact)
    const recording = new CallRecording()
    const onHostCall = recording.around(answerFromRecording(run.calls ?? []))
    const callee = { tenantId: run.tenant_id, digest: release.digest, settings }
    const outcome = await this.calls.replay(hook, callee, { input: JSON.parse(run.input), onHostCall })
    const judged = judge(hook.output, outcome)
    const mask = new SecretMask().with(secretsAmong(settings))
    return {
      version: release.version,
      outcome: judged.outcome,
      output: judged.output === undefined ? null : mask.text(JSON.stringify(masked(judged.output, { paths: hook.sensitive })), MASK),
      error: judged.error === undefined ? null : mask.text(judged.error, MASK),
      fuel: Math.round(outcome.fuelUsed),
      fuel_limit: outcome.fuelLimit,
      duration_us: Math.round(outcome.durationMs * 1_000),
      logs: outcome.logs.map((line) => ({ ...line, text: mask.text(line.text, MASK) })),
      host_calls: countCalls(recording.calls),
    }
  }
}

type Judged = { outcome: string; output?: unknown; error?: string }

function judge(schema: object, { outcome, output, error }: { outcome: string; output?: Uint8Array; error?: string }): Judged {
  if (outcome !== 'ok') return { outcome, error }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(output))
    const [problem] = findProblems(schema, value)
    if (!problem) return { outcome, output: value }
    return {
      outcome: 'invalid_output',
      output: value,
      error: `The answer does not fit the hook: ${problem.field || 'it'} ${problem.message}.`,
    }
  } catch {
    return { outcome: 'invalid_output', error: 'The answer is not JSON in UTF-8.' }
  }
}
