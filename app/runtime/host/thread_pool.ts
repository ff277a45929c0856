import { availableParallelism } from 'node:os'
import { CallQueue, MAX_QUEUE } from './call_queue.ts'
import { REQUEST_LIMITS, type CallOutcome } from './call_types.ts'
import { type RunnableModule } from './engine.ts'
import { type HostStats } from './host_metrics.ts'
import { PooledThread } from './pooled_thread.ts'
import { type CallMessage, type FromThread, type HostAnswer, type HostCallMessage } from './protocol.ts'
import { Watchdog } from './watchdog.ts'

export interface PoolEvents {
  /** The first thread can take calls. */
  onReady: () => void
  onDone: (id: number, outcome: CallOutcome) => void
  onHostCall: (call: HostCallMessage) => void
  onThreadKilled: (reason: string) => void
}

interface Owned {
  thread: PooledThread
  call: CallMessage
  module: RunnableModule
  runs: number
}

/** One thread per core but one, at least one, and a spare that takes over while a killed one is replaced. */
const POOL_SIZE = Math.max(1, availableParallelism() - 1) + 1
const MAX_RUNS = 2
/** Of the deadline: a call that got less processor time than this was starved, not slow. */
const BLAMED_SHARE = 0.1

/** Hands calls to threads, several suspended ones to each. When a thread dies only the guilty call fails. */
export class ThreadPool {
  readonly #threads = new Set<PooledThread>()
  readonly #queue = new CallQueue()
  readonly #owners = new Map<number, Owned>()
  readonly #runs = new Map<number, number>()
  readonly #watchdog = new Watchdog(this.#threads)
  readonly #events: PoolEvents

  constructor(events: PoolEvents) {
    this.#events = events
    // The others follow when the first can take calls: started at once they would take the processor from it.
    this.#spawn()
  }

  run(call: CallMessage, module: RunnableModule): void {
    const refusal = this.#queue.add({ call, module })
    if (refusal) return this.#fail(call.id, 'overloaded', refusal)
    this.#pump()
  }

  /**
   * The caller went away: a waiting call is dropped, a suspended one ended, a running one left to its fuel.
   * Answers whether the plugin is to blame: it burnt the time, or waited for what it had asked for.
   */
  cancel({ id, wallMs }: { id: number; wallMs: number }): boolean {
    this.#queue.remove(id)
    const thread = this.#owners.get(id)?.thread
    if (!thread) return false
    if (thread.cancel(id)) return true
    return this.#watchdog.spentOn(thread, id) > wallMs * BLAMED_SHARE
  }

  answer(answer: HostAnswer): void {
    this.#owners.get(answer.id)?.thread.resume(answer)
  }

  /** Hands a module to all threads before somebody calls it. */
  keep(digest: string, module: RunnableModule): void {
    for (const thread of this.#threads) thread.keep(digest, module)
  }

  get stats(): Pick<HostStats, 'threads' | 'busyThreads' | 'queued' | 'queueLimit' | 'suspended'> {
    const threads = [...this.#threads]
    return {
      threads: threads.length,
      busyThreads: threads.filter(({ isBusy }) => isBusy).length,
      queued: this.#queue.length,
      queueLimit: MAX_QUEUE,
      suspended: threads.reduce((sum, { suspendedCalls }) => sum + suspendedCalls, 0),
    }
  }

  forget(digest: string): void {
    for (const thread of this.#threads) thread.forget(digest)
  }

  #spawn(): void {
    this.#threads.add(
      new PooledThread({
        onMessage: (thread, message) => this.#onMessage(thread, message),
        onExit: (thread, reason) => this.#onExit(thread, reason),
      })
    )
  }

  #pump(): void {
    for (const thread of this.#threads) {
      if (!thread.canTake) continue
      const next = this.#queue.take((call) => !isLong(call) || this.#isSpared(thread))
      if (!next) continue
      const runs = (this.#runs.get(next.call.id) ?? 0) + 1
      this.#runs.set(next.call.id, runs)
      this.#owners.set(next.call.id, { thread, ...next, runs })
      thread.start(next.call, next.module)
      this.#watchdog.start()
    }
  }

  /** Another thread stays free of long calls: nobody's page waits for somebody's job. */
  #isSpared(thread: PooledThread): boolean {
    return [...this.#threads].some((other) => other !== thread && ![...other.calls.values()].some(isLong))
  }

  #onMessage(thread: PooledThread, message: FromThread): void {
    if (message.kind === 'host_call') {
      thread.noteSuspended(message.call.id)
      this.#events.onHostCall(message.call)
    } else if (message.kind === 'done') {
      thread.noteDone(message.id)
      this.#settle(message.id, message.outcome)
    } else {
      const isFirst = ![...this.#threads].some(({ isReady }) => isReady)
      thread.isReady = true
      if (isFirst) this.#events.onReady()
      while (this.#threads.size < POOL_SIZE) this.#spawn()
    }
    this.#pump()
  }

  #onExit(thread: PooledThread, reason: string): void {
    // Replacing a thread that can't even start would go on for ever: end the process and let the application count.
    if (!thread.isReady) throw new Error(`A thread of the plugin host did not start: ${reason}`)
    const guilty = thread.runningCall
    this.#threads.delete(thread)
    this.#spawn()
    this.#events.onThreadKilled(reason)
    for (const call of thread.calls.values()) {
      if (call.id === guilty) this.#blame(call, reason)
      else this.#spare(call)
    }
    this.#pump()
  }

  #blame(call: CallMessage, reason: string): void {
    if (reason === 'ERR_WORKER_OUT_OF_MEMORY') return this.#fail(call.id, 'memory', 'The call used up the memory of its thread.')
    const { cpuMs } = call.limits
    this.#fail(call.id, 'timeout', `Limit cpuMs: stopped after ${cpuMs} ms of processor time (${reason}).`)
  }

  #spare(call: CallMessage): void {
    const owner = this.#owners.get(call.id)
    if (!owner) return
    if (!call.isRetryable || owner.runs >= MAX_RUNS) {
      return this.#fail(call.id, 'host_crashed', 'Another call brought the thread down.')
    }
    this.#owners.delete(call.id)
    this.#queue.putBack({ call, module: owner.module })
  }

  #fail(id: number, outcome: CallOutcome['outcome'], error: string): void {
    this.#settle(id, { outcome, error, fuelUsed: 0, durationMs: 0, logs: [] })
  }

  #settle(id: number, outcome: CallOutcome): void {
    const owned = this.#owners.get(id)
    if (owned) this.#queue.end(owned.call)
    this.#owners.delete(id)
    this.#runs.delete(id)
    this.#events.onDone(id, outcome)
  }
}

/** May burn more than a call within a request may: a job. */
const isLong = ({ limits }: CallMessage): boolean => limits.fuel > REQUEST_LIMITS.fuel
