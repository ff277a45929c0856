import { type GateResult } from '../gate/gate_verdict.ts'
import { type CallLimits, type CallOutcome } from './call_types.ts'
import { type RunnableModule } from './engine.ts'
import { type HostStats } from './host_metrics.ts'

/** A call as it travels to the plugin host and on to one of its threads. */
export interface CallMessage {
  id: number
  /** Whose plugins share room with each other; none for the platform's own. */
  owner?: string
  /** Names the gated module; the host asks for its bytes when it does not have them. */
  digest: string
  fn: string
  input: Uint8Array
  /** The installation's settings, JSON in UTF-8. */
  settings: Uint8Array
  limits: CallLimits
  /** Without side effects: may run again when a neighbour brought the thread down. */
  isRetryable: boolean
}

export interface HostCallMessage {
  id: number
  /** Numbers the host calls of one call, so that a late answer meets nobody else. */
  sequence: number
  name: string
  payload: Uint8Array
}

export interface HostAnswer {
  id: number
  sequence: number
  payload?: Uint8Array
  /** The payload says why not; the guest may go on. */
  isRefused?: boolean
  /** Ends the call. */
  error?: string
}

export type ToHost =
  | { kind: 'call'; call: CallMessage }
  | { kind: 'cancel'; id: number; wallMs: number }
  | { kind: 'answer'; answer: HostAnswer }
  | { kind: 'module'; digest: string; bytes?: Uint8Array; error?: string }
  | { kind: 'inspect'; id: number; bytes: Uint8Array }
  | { kind: 'ping' }
  /** Compile it and hand it to the threads: somebody will call it. */
  | { kind: 'prewarm'; digest: string }
  | { kind: 'stats'; id: number }

export type FromHost =
  | { kind: 'ready' }
  | { kind: 'pong' }
  /** Compiled, or found that it can't be. */
  | { kind: 'prewarmed'; digest: string }
  | { kind: 'stats'; id: number; stats: HostStats }
  | { kind: 'done'; id: number; outcome: CallOutcome }
  | { kind: 'host_call'; call: HostCallMessage }
  | { kind: 'need_module'; digest: string }
  | { kind: 'verdict'; id: number; result?: GateResult; error?: string }
  /** Whether the plugin missed the deadline, or the machine made it miss it. */
  | { kind: 'cancelled'; id: number; isPluginToBlame: boolean }
  /** A thread was killed and replaced. */
  | { kind: 'thread_killed'; reason: string }

export type ToThread =
  | { kind: 'call'; call: CallMessage; module?: RunnableModule }
  | { kind: 'keep'; digest: string; module: RunnableModule }
  | { kind: 'forget'; digest: string }
  | { kind: 'cancel'; id: number }
  | { kind: 'answer'; answer: HostAnswer }

export type FromThread =
  { kind: 'ready' } | { kind: 'done'; id: number; outcome: CallOutcome } | { kind: 'host_call'; call: HostCallMessage }

/** Shared with each thread: the id of the call whose code runs at this moment, 0 for none. */
export interface ThreadData {
  running: SharedArrayBuffer
}
