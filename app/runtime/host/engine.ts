import { type CallOutcome } from './call_types.ts'
import { type CallMessage } from './protocol.ts'

/** What the application said to a request of the guest: JSON, or in a refusal `{ code, message }`. */
export interface AppAnswer {
  payload: Uint8Array
  isRefused: boolean
}

export interface AppRequest {
  name: string
  payload: Uint8Array
}

/** Asks the application; the guest is suspended until the answer comes. Rejects when the call can't go on. */
export type AskApp = (name: string, payload: Uint8Array) => Promise<AppAnswer>

/** A script beside the engine that runs it: the engine is one module for all scripts. */
export interface ScriptModule {
  engine: WebAssembly.Module
  source: Uint8Array
}

/** What a thread is handed to run. */
export type RunnableModule = WebAssembly.Module | ScriptModule

export interface EngineCall<Runnable extends RunnableModule = RunnableModule> {
  message: CallMessage
  module: Runnable
  askApp: AskApp
  /** Asks for several things at once; the guest is suspended until all are answered. */
  askAll: (requests: readonly AppRequest[]) => Promise<AppAnswer[]>
}

/**
 * Runs one call in one fresh instance and throws the instance away, however the call ended: nothing of one call is
 * visible in the next. Never throws; `durationMs` is filled in by the caller.
 */
export interface PluginEngine<Runnable extends RunnableModule = RunnableModule> {
  readonly name: EngineName
  run(call: EngineCall<Runnable>): Promise<CallOutcome>
}

export type EngineName = 'extism' | 'quickjs'
