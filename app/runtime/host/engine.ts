import { type CallOutcome } from './call_types.ts'
import { type CallMessage } from './protocol.ts'

/** Asks the application; the guest is suspended until the answer comes. */
export type AskApp = (name: string, payload: Uint8Array) => Promise<Uint8Array>

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
