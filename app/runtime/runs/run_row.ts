import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { MASK, secretsAmong } from '#runtime/runs/mask'
import { countCalls } from '#runtime/runs/recorded_calls'
import { sampleOf, type RunSample } from '#runtime/runs/run_sample'
import type { HostCallSummary } from '#runtime/host_calls/host_call_usage'
import type { LogLine } from '#runtime/host/call_types'
import type { Run } from '#runtime/runs/run'

const ERROR_LENGTH = 1_000
/** Of a run's log: a plugin that says much in every one of a hundred thousand calls a day would fill the database. */
export const KEPT_LOG_BYTES = 8 * 1_024

/** A run as it waits to be written. */
export interface RunRow {
  id: string
  at: string
  installation_id: string
  tenant_id: string | null
  plugin_name: string
  version: string
  hook: string
  digest: string
  outcome: string
  fuel: number
  fuel_limit: number
  duration_us: number
  error: string | null
  logs: LogLine[] | null
  host_calls: unknown
  host_usage: HostCallSummary | null
  sample: RunSample | null
  /** Not written: whose values must not be in what is. */
  secret_names: string[]
  /** Not written: whether it tells anything of the plugin's health. */
  is_for_stranger: boolean
}

export function runRow(run: Run, isSampled: boolean): RunRow {
  const { installation, hook, outcome, fuel, fuelLimit, durationMs, error, logs, calls, usage } = run
  const mask = run.mask.with(secretsAmong(installation.settings))
  const kept = (text: string) => storable(mask.text(text, MASK))
  return {
    id: newId(),
    at: Clock.now().toISO()!,
    installation_id: installation.id,
    tenant_id: installation.tenantId,
    plugin_name: installation.pluginName,
    version: installation.version,
    hook,
    digest: installation.digest,
    outcome,
    fuel: Math.round(fuel),
    fuel_limit: fuelLimit,
    duration_us: Math.round(durationMs * 1_000),
    error: error === null ? null : kept(error).slice(0, ERROR_LENGTH).toWellFormed(),
    logs: logs.length > 0 ? cutLog(logs.map((line) => ({ ...line, text: kept(line.text) }))) : null,
    host_calls: countCalls(calls),
    host_usage: usage,
    sample: isSampled ? storableSample(sampleOf({ ...run, mask })) : null,
    secret_names: Object.keys(installation.manifest.secrets ?? {}),
    is_for_stranger: run.isForStranger ?? false,
  }
}

/** The first lines, and how many came after them. */
function cutLog(lines: LogLine[]): LogLine[] {
  let bytes = 0
  const end = lines.findIndex(({ text }) => (bytes += Buffer.byteLength(text)) > KEPT_LOG_BYTES)
  if (end < 0) return lines
  return [...lines.slice(0, end), { level: 'warn', text: `… ${lines.length - end} more` }]
}

const storableSample = (sample: RunSample): RunSample => ({
  ...sample,
  input: sample.input === null ? null : storable(sample.input),
  output: sample.output === null ? null : storable(sample.output),
  calls: sample.calls.map((call) => ({
    ...call,
    request: call.request === null ? null : storable(call.request),
    answer: call.answer === null ? null : storable(call.answer),
  })),
})

/** PostgreSQL takes no NUL in text, and half a surrogate pair is no text. */
const storable = (text: string): string => text.replaceAll('\0', '␀').toWellFormed()
