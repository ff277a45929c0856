import { type GateResult } from '../gate/gate_verdict.ts'
import { type CallLimits, type CallOutcome, type CallOutcomeKind, type HostCallHandler } from './call_types.ts'
import { failure, refusal } from './failures.ts'
import { HostLink } from './host_link.ts'
import { HostCounters, type HostMetrics, type HostStats } from './host_metrics.ts'
import { MAX_PENDING, PendingCalls } from './pending_calls.ts'
import { PendingQuestions } from './pending_questions.ts'
import { type FromHost, type HostCallMessage } from './protocol.ts'
import { WarmModules, type LoadModule } from './warm_modules.ts'

export interface PluginCall {
  /** Names the gated module; its bytes are asked for only when the host does not have them. */
  digest: string
  loadModule: LoadModule
  /** The exported function, `discount_v1` for example. */
  fn: string
  /** Whose plugin it is: nobody's may take more than a share of the host. None for the platform's own. */
  owner?: string
  input: Uint8Array
  /** The installation's settings as JSON. */
  settings?: Uint8Array
  limits: CallLimits
  /** Answers what the guest asks the platform; grants are checked here. */
  onHostCall?: HostCallHandler
  /** Without side effects: run once more when the host died under it. On unless said otherwise. */
  isRetryable?: boolean
}

const MAX_SENDS = 2
/** What the answer to a cancellation may take beyond the deadline. */
const CANCEL_MS = 50
const INSPECT_MS = 15_000
const STATS_MS = 1_000
const MAX_ID = 2 ** 31 - 1
const NOTHING = new Uint8Array()

/**
 * The application's side of the plugin host. The process starts with the first call and is replaced when it dies.
 * `call` never rejects and never takes longer than the call's wall deadline (and a moment to ask why), whatever the plugin or the host do.
 */
export class PluginHost {
  readonly #pending = new PendingCalls()
  readonly #inspections = new PendingQuestions<GateResult>()
  readonly #statsAsked = new PendingQuestions<HostStats>()
  readonly #warm = new WarmModules()
  readonly #counters = new HostCounters()
  readonly #link: HostLink
  #lastId = 0

  constructor({ onDied }: { onDied?: (why: string) => void } = {}) {
    this.#link = new HostLink({ onMessage: (message) => this.#receive(message), onLost: (why) => this.#onLost(why), onDied })
  }

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
    const full = this.#pending.refusalOf(call)
    if (full) return this.#refuse('overloaded', full)
    if (call.input.length > call.limits.inputBytes) {
      const found = `the input has ${call.input.length} bytes, at most ${call.limits.inputBytes} are allowed`
      return this.#refuse('input_too_large', `Limit inputBytes: ${found}.`)
    }
    const id = this.#nextId()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#expire(id), call.limits.wallMs)
      this.#pending.add(id, { call, startedAt, timer, sends: 0, resolve })
      this.#send(id)
    })
  }

  /** Has a module judged in the plugin host. Rejects when the host can't answer, or has too many to judge. */
  inspect(bytes: Uint8Array): Promise<GateResult> {
    const id = this.#nextId()
    const verdict = this.#inspections.ask(id, INSPECT_MS, () => this.#link.expectSign())
    this.#link.send({ kind: 'inspect', id, bytes })
    return verdict
  }

  /**
   * Has a module compiled and handed to all threads before somebody calls it, now and in every process that follows.
   * Resolves when that is done; at once where no process runs, which compiles it when it starts. Never rejects.
   */
  async prewarm(digest: string, loadModule: LoadModule): Promise<void> {
    const isNew = this.#warm.remember(digest, loadModule)
    if (!isNew || this.#link.pid === undefined) return
    this.#link.send({ kind: 'prewarm', digest })
    await this.#warm.waitFor(digest)
  }

  /** What the running process tells of itself; null when none runs or it does not answer. */
  async stats(): Promise<HostStats | null> {
    if (this.#link.pid === undefined) return null
    const id = this.#nextId()
    const stats = this.#statsAsked.ask(id, STATS_MS)
    this.#link.send({ kind: 'stats', id })
    return stats.catch(() => null)
  }

  /** Process id of the plugin host while one runs. */
  get pid(): number | undefined {
    return this.#link.pid
  }

  get metrics(): HostMetrics {
    const { outcomes, killedFor, threadsKilled, fuelUsed, repeated, late, prewarmed } = this.#counters
    return {
      isRunning: this.#link.pid !== undefined,
      pending: this.#pending.size,
      pendingLimit: MAX_PENDING,
      starts: this.#link.starts,
      threadsKilled,
      killedFor: { ...killedFor },
      outcomes: { ...outcomes },
      fuelUsed,
      repeated,
      late,
      prewarmed,
    }
  }

  /** Ends the process; calls under way end as `host_crashed`. */
  async stop(): Promise<void> {
    await this.#link.stop()
  }

  #send(id: number): void {
    const { call } = this.#pending.get(id)!
    this.#pending.get(id)!.sends++
    const { digest, fn, owner, input, limits, settings = NOTHING, isRetryable = true } = call
    this.#link.send({ kind: 'call', call: { id, owner, digest, fn, input, settings, limits, isRetryable } })
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
        if (message.result) return this.#inspections.answer(message.id, message.result)
        return this.#inspections.refuse(message.id, message.error ?? 'The module could not be judged.')
      case 'cancelled':
        return this.#cancelled(message.id, message.isPluginToBlame)
      case 'thread_killed':
        return this.#counters.threadKilled(message.reason)
      case 'ready':
        for (const digest of this.#warm.digests) this.#link.send({ kind: 'prewarm', digest })
        return
      case 'prewarmed':
        this.#counters.prewarmed++
        return this.#warm.settle(message.digest)
      case 'stats':
        return this.#statsAsked.answer(message.id, message.stats)
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
    const pending = this.#pending.entries().find(([, { call }]) => call.digest === digest)
    const load = pending?.[1].call.loadModule ?? this.#warm.loaderOf(digest)
    try {
      if (!load) throw new Error('Nobody waits for this module any more.')
      this.#link.send({ kind: 'module', digest, bytes: await load() })
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
    const pending = this.#pending.take(id)
    if (!pending) {
      this.#counters.late++
      return
    }
    clearTimeout(pending.timer)
    this.#counters.ended(outcome)
    pending.resolve({ ...outcome, durationMs: performance.now() - pending.startedAt })
  }

  #onLost(why: string): void {
    this.#inspections.refuseAll(why)
    this.#statsAsked.refuseAll(why)
    this.#warm.letGo()
    for (const [id, { call, sends }] of this.#pending.entries()) {
      const mayRetry = (call.isRetryable ?? true) && sends < MAX_SENDS && this.#link.canStart
      if (mayRetry) this.#repeat(id)
      else this.#settle(id, failure('host_crashed', why))
    }
    // The next caller should find a host that is ready, not start one within its deadline.
    this.#link.ensure()
  }

  #repeat(id: number): void {
    this.#counters.repeated++
    this.#send(id)
  }

  #refuse(outcome: CallOutcomeKind, error: string): Promise<CallOutcome> {
    const refused = failure(outcome, error)
    this.#counters.ended(refused)
    return Promise.resolve(refused)
  }

  #nextId(): number {
    this.#lastId = this.#lastId === MAX_ID ? 1 : this.#lastId + 1
    return this.#lastId
  }
}
