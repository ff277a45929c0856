/** How a call to a plugin ended. Everything but `ok` counts as a failure of the plugin, except the last two. */
export type CallOutcomeKind =
  | 'ok'
  /** The plugin itself said that it can't answer. */
  | 'failed'
  | 'fuel_exhausted'
  | 'timeout'
  | 'memory'
  | 'trap'
  | 'output_too_large'
  | 'input_too_large'
  | 'invalid_module'
  | 'overloaded'
  | 'host_crashed'

export interface CallLimits {
  fuel: number
  /** The caller waits no longer than this, whatever happens. */
  wallMs: number
  /** Processor time after which the thread is killed: fuel ends a call long before. */
  cpuMs: number
  inputBytes: number
  outputBytes: number
  logLines: number
  hostCalls: number
}

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  text: string
}

export interface CallOutcome {
  outcome: CallOutcomeKind
  output?: Uint8Array
  /** Says what went wrong in words an author understands; absent when all went well. */
  error?: string
  fuelUsed: number
  durationMs: number
  logs: LogLine[]
}

/** A call that the guest makes to the application while it is suspended. */
export interface HostCall {
  name: string
  payload: Uint8Array
  /** Counts the requests of one attempt of the call, from one. */
  sequence?: number
}

/** Thrown by a handler to say no: the guest reads code and message and may go on. */
export class HostCallRefused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Answers with JSON. `HostCallRefused` is told to the guest; anything else that is thrown ends the call with its message. */
export type HostCallHandler = (call: HostCall) => Promise<Uint8Array>

/** Hooks inside a request. */
export const REQUEST_LIMITS: CallLimits = {
  fuel: 50_000_000,
  wallMs: 1_000,
  cpuMs: 500,
  inputBytes: 256 * 1024,
  outputBytes: 256 * 1024,
  logLines: 100,
  hostCalls: 50,
}

/** Hooks that run as a job. */
export const JOB_LIMITS: CallLimits = { ...REQUEST_LIMITS, fuel: 500_000_000, wallMs: 30_000, cpuMs: 5_000 }

/** What a log line and an error text are cut to. */
export const LOG_TEXT_BYTES = 1_000

/** Blocks and variables of Extism's own interface live outside the guest's memory: this bounds them for one call. */
export const EXTISM_BLOCK_BYTES = 4 * 1024 * 1024
export const EXTISM_BLOCKS = 10_000
