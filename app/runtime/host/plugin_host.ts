import { type GateResult } from '../gate/gate_verdict.ts'
import { HostCallRefused, type CallLimits, type CallOutcome, type CallOutcomeKind, type HostCallHandler } from './call_types.ts'
import { HostLink } from './host_link.ts'
import { type FromHost, type HostAnswer, type HostCallMessage } from './protocol.ts'

export interface PluginCall {
  /** Names the gated module; its bytes are asked for only when the host does not have them. */
  digest: string
  loadModule: () => Promise<Uint8Array>
  /** The exported function, `discount_v1` for example. */
  fn: string
  input: Uint8Array
  /** The installation's settings as JSON. */
  settings?: Uint8Array
  limits: CallLimits
  /** Answers what the guest asks the platform; grants are checked here. */
  onHostCall?: HostCallHandler
  /** Without side effects: run once more when the host died under it. On unless said otherwise. */
  isRetryable?: boolean
}

interface Pending {
  call: PluginCall
  startedAt: number
  timer: NodeJS.Timeout
  sends: number
  resolve: (outcome: CallOutcome) => void
}

const MAX_PENDING = 512
const MAX_SENDS = 2
/** What the answer to a cancellation may take beyond the deadline. */
const CANCEL_MS = 50
const INSPECT_MS = 15_000
const MAX_ID = 2 ** 31 - 1
const NOTHING = new Uint8Array()

export interface HostMetrics {
  isRunning: boolean
  pending: number
  starts: number
  threadsKilled: number
  outcomes: Record<string, number>
}

/**
 * The application's side of the plugin host. The process starts with the first call and is replaced when it dies.
 * `call` never rejects and never takes longer than the call's wall deadline (and a moment to ask why), whatever the plugin or the host do.
 */
export class PluginHost {
  readonly #pending = new Map<number, Pending>()
  readonly #inspections = new Map<number, (message: FromHost & { kind: 'verdict' }) => void>()
  readonly #outcomes: Record<string, number> = {}
  readonly #link = new HostLink({
    onMessage: (message) => this.#receive(message),
    onLost: (why) => this.#onLost(why),
  })
  #lastId = 0
  #threadsKilled = 0

  /** Starts the process ahead of the first call, so that nobody waits for it. */
  prepare(): void {
    this.#link.ensure()
  }

  /** Starts the process if need be and resolves when it can take calls. */
  whenReady(): Promise<void> {
    return this.#link.whenReady()
  }

  call(call: PluginCall): Promise<CallOutcome> {
    const startedAt = performance.now()
    if (this.#pending.size >= MAX_PENDING) return this.#refuse('overloaded', `More than ${MAX_PENDING} calls are under way.`)
    if (call.input.length > call.limits.inputBytes) {
      return this.#refuse(
        'input_too_large',
        `Limit inputBytes: the input has ${call.input.length} bytes, at most ${call.limits.inputBytes} are allowed.`
      )
    }
    const id = this.#nextId()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#expire(id), call.limits.wallMs)
      this.#pending.set(id, { call, startedAt, timer, sends: 0, resolve })
      this.#send(id)
    })
  }

  /** Has a module judged in the plugin host. Rejects when the host can't answer. */
  inspect(bytes: Uint8Array): Promise<GateResult> {
    const id = this.#nextId()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#link.kill('inspection hangs'), INSPECT_MS)
      this.#inspections.set(id, ({ result, error }) => {
        clearTimeout(timer)
        this.#inspections.delete(id)
        if (result) resolve(result)
        else reject(new Error(error))
      })
      this.#link.send({ kind: 'inspect', id, bytes })
    })
  }

  /** Process id of the plugin host while one runs. */
  get pid(): number | undefined {
    return this.#link.pid
  }

  get metrics(): HostMetrics {
    return {
      isRunning: this.#link.pid !== undefined,
      pending: this.#pending.size,
      starts: this.#link.starts,
      threadsKilled: this.#threadsKilled,
      outcomes: { ...this.#outcomes },
    }
  }

  /** Ends the process; calls under way end as `host_crashed`. */
  async stop(): Promise<void> {
    await this.#link.stop()
  }

  #send(id: number): void {
    const { call } = this.#pending.get(id)!
    this.#pending.get(id)!.sends++
    const { digest, fn, input, limits, settings = NOTHING, isRetryable = true } = call
    this.#link.send({ kind: 'call', call: { id, digest, fn, input, settings, limits, isRetryable } })
  }

  #receive(message: FromHost): void {
    switch (message.kind) {
      case 'done':
        return this.#settle(message.id, message.outcome)
      case 'host_call':
        return void this.#answer(message.call)
      case 'need_module':
        return void this.#provide(message.digest)
      case 'verdict':
        return this.#inspections.get(message.id)?.(message)
      case 'cancelled':
        return this.#cancelled(message.id, message.isPluginToBlame)
      case 'thread_killed':
        this.#threadsKilled++
    }
  }

  async #answer({ id, sequence, name, payload }: HostCallMessage): Promise<void> {
    const handler = this.#pending.get(id)?.call.onHostCall
    try {
      if (!handler) throw new Error(`The platform does not offer "${name}" here.`)
      this.#link.send({ kind: 'answer', answer: { id, sequence, payload: await handler({ name, payload, sequence }) } })
    } catch (error) {
      this.#link.send({ kind: 'answer', answer: { id, sequence, ...refusal(error as Error) } })
    }
  }

  async #provide(digest: string): Promise<void> {
    const pending = [...this.#pending.values()].find(({ call }) => call.digest === digest)
    try {
      if (!pending) throw new Error('Nobody waits for this module any more.')
      this.#link.send({ kind: 'module', digest, bytes: await pending.call.loadModule() })
    } catch (error) {
      this.#link.send({ kind: 'module', digest, error: (error as Error).message })
    }
  }

  /** The deadline is over: the host says whether the plugin had its chance; one that says nothing was too busy for it. */
  #expire(id: number): void {
    const pending = this.#pending.get(id)!
    pending.timer = setTimeout(() => this.#settle(id, failure('overloaded', 'The plugin host was too busy to answer.')), CANCEL_MS)
    this.#link.send({ kind: 'cancel', id, wallMs: pending.call.limits.wallMs })
    this.#link.expectSign()
  }

  #cancelled(id: number, isPluginToBlame: boolean): void {
    const wallMs = this.#pending.get(id)?.call.limits.wallMs
    if (isPluginToBlame) return this.#settle(id, failure('timeout', `Limit wallMs: no answer within ${wallMs} ms.`))
    this.#settle(id, failure('overloaded', `The machine was too busy to let the plugin answer within ${wallMs} ms.`))
  }

  /** An answer that comes after the deadline finds nobody: ids are not used again for two milliards of calls. */
  #settle(id: number, outcome: CallOutcome): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    clearTimeout(pending.timer)
    this.#pending.delete(id)
    this.#count(outcome.outcome)
    pending.resolve({ ...outcome, durationMs: performance.now() - pending.startedAt })
  }

  #onLost(why: string): void {
    for (const answer of [...this.#inspections.values()]) answer({ kind: 'verdict', id: 0, error: why })
    for (const [id, { call, sends }] of [...this.#pending]) {
      const mayRetry = (call.isRetryable ?? true) && sends < MAX_SENDS && this.#link.canStart
      if (mayRetry) this.#send(id)
      else this.#settle(id, failure('host_crashed', why))
    }
    // The next caller should find a host that is ready, not start one within its deadline.
    this.#link.ensure()
  }

  #refuse(outcome: CallOutcomeKind, error: string): Promise<CallOutcome> {
    this.#count(outcome)
    return Promise.resolve(failure(outcome, error))
  }

  #count(outcome: CallOutcomeKind): void {
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1
  }

  #nextId(): number {
    this.#lastId = this.#lastId === MAX_ID ? 1 : this.#lastId + 1
    return this.#lastId
  }
}

const encoder = new TextEncoder()

function refusal(error: Error): Partial<HostAnswer> {
  if (!(error instanceof HostCallRefused)) return { error: error.message }
  return { isRefused: true, payload: encoder.encode(JSON.stringify({ code: error.code, message: error.message })) }
}

const failure = (outcome: CallOutcomeKind, error: string): CallOutcome => ({
  outcome,
  error,
  fuelUsed: 0,
  durationMs: 0,
  logs: [],
})
