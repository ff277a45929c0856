import { type CallOutcome } from './call_types.ts'
import { type CallMessage } from './protocol.ts'

/** What the application said to a request of the guest: JSON, or in a refusal `{ code, message }`. */
export interface AppAnswer {
  payload: Uint8Array
  isRefused: boolean
}

/** Asks the application; the guest is suspended until the answer comes. Rejects when the call can't go on. */
export type AskApp = (name: string, payload: Uint8Array) => Promise<AppAnswer>

export interface EngineCall {
  message: CallMessage
  module: WebAssembly.Module
  askApp: AskApp
}

/**
 * Runs one call in one fresh instance and throws the instance away, however the call ended: nothing of one call is
 * visible in the next. Never throws; `durationMs` is filled in by the caller.
 */
export interface PluginEngine {
  readonly name: string
  run(call: EngineCall): Promise<CallOutcome>
}
