import { HostCallRefused, type CallOutcome, type CallOutcomeKind } from './call_types.ts'
import { type HostAnswer } from './protocol.ts'

const encoder = new TextEncoder()

/** How the guest is told that its request failed. */
export function refusal(error: Error): Partial<HostAnswer> {
  if (!(error instanceof HostCallRefused)) return { error: error.message }
  return { isRefused: true, payload: encoder.encode(JSON.stringify({ code: error.code, message: error.message })) }
}

/** The end of a call that the plugin had no say in. */
export const failure = (outcome: CallOutcomeKind, error: string): CallOutcome => ({
  outcome,
  error,
  fuelUsed: 0,
  durationMs: 0,
  logs: [],
})
