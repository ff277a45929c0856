import type { HostCallSummary } from '#runtime/host_calls/host_call_usage'
import type { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import type { RecordedCall } from '#runtime/runs/recorded_calls'
import type { LogLine } from '#runtime/host/call_types'
import type { Installation } from '#runtime/installations/installation'

/** One call of a plugin as it ended. Beside the host's outcomes: `invalid_output`, and `quota_exceeded` when it was not called. */
export interface Run {
  installation: Installation
  hook: string
  outcome: string
  fuel: number
  fuelLimit: number
  durationMs: number
  error: string | null
  logs: LogLine[]
  calls: RecordedCall[]
  /** By host function; null when it asked for nothing. */
  usage: HostCallSummary | null
  /** Knows what must not be kept of it. */
  mask: SecretMask
  input: unknown
  output: unknown
  /** Paths of input and output that the hook calls personal. */
  sensitive: readonly string[]
  /** Anybody could have sent what it was asked: how it ended neither counts against the plugin nor speaks for it. */
  isForStranger?: boolean
}

/** Not the plugin's fault: these neither count against it nor leave a sample. */
export const PLATFORM_OUTCOMES: ReadonlySet<string> = new Set(['overloaded', 'host_crashed', 'input_too_large', 'quota_exceeded'])

export const isFailure = (outcome: string): boolean => outcome !== 'ok' && !PLATFORM_OUTCOMES.has(outcome)
