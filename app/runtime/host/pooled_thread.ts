import { Worker } from 'node:worker_threads'
import { type RunnableModule } from './engine.ts'
import { type CallMessage, type FromThread, type HostAnswer, type ThreadData, type ToThread } from './protocol.ts'

/** Suspended calls that one thread may hold beside the one that runs. */
const MAX_CALLS = 16
const RESOURCES = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 8 }
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url)

export interface ThreadEvents {
  onMessage: (thread: PooledThread, message: FromThread) => void
  onExit: (thread: PooledThread, reason: string) => void
}

/** One thread of guest code with what is known of its calls. */
export class PooledThread {
  isReady = false
  readonly calls = new Map<number, CallMessage>()
  /** Calls that wait, with the number of answers they wait for. */
  readonly #suspended = new Map<number, number>()
  readonly #worker: Worker
  readonly #running = new SharedArrayBuffer(4)
  readonly #modules = new Set<string>()
  #lastError = 'the thread ended'

  constructor({ onMessage, onExit }: ThreadEvents) {
    this.#worker = new Worker(THREAD, {
      workerData: { running: this.#running } satisfies ThreadData,
      resourceLimits: RESOURCES,
      env: {},
    })
    this.#worker.on('message', (message: FromThread) => onMessage(this, message))
    this.#worker.on('error', (error: NodeJS.ErrnoException) => (this.#lastError = error.code ?? error.message))
    this.#worker.once('exit', () => onExit(this, this.#lastError))
  }

  /** The call whose code runs right now, 0 when none does. */
  get runningCall(): number {
    return new Int32Array(this.#running)[0]!
  }

  /** Some call has code to run: it was started or answered, and is neither suspended nor done. */
  get isBusy(): boolean {
    return this.calls.size > this.#suspended.size
  }

  get canTake(): boolean {
    return !this.isBusy && this.calls.size < MAX_CALLS
  }

  start(call: CallMessage, module: RunnableModule): void {
    this.calls.set(call.id, call)
    const isKnown = this.#modules.has(call.digest)
    this.#modules.add(call.digest)
    this.#send(isKnown ? { kind: 'call', call } : { kind: 'call', call, module })
  }

  get suspendedCalls(): number {
    return this.#suspended.size
  }

  /** Hands over a module ahead of the first call. */
  keep(digest: string, module: RunnableModule): void {
    if (this.#modules.has(digest)) return
    this.#modules.add(digest)
    this.#send({ kind: 'keep', digest, module })
  }

  /** Answers for calls that do not wait are late: dropped. A call goes on when it has all that it asked for. */
  resume(answer: HostAnswer): void {
    const awaited = this.#suspended.get(answer.id)
    if (awaited === undefined) return
    if (awaited > 1) this.#suspended.set(answer.id, awaited - 1)
    else this.#suspended.delete(answer.id)
    this.#send({ kind: 'answer', answer })
  }

  noteSuspended(id: number): void {
    this.#suspended.set(id, (this.#suspended.get(id) ?? 0) + 1)
  }

  noteDone(id: number): void {
    this.calls.delete(id)
    this.#suspended.delete(id)
  }

  /** Ends a suspended call and answers true; one that runs hears of nothing before it is over. */
  cancel(id: number): boolean {
    const wasSuspended = this.#suspended.delete(id)
    if (wasSuspended) this.#send({ kind: 'cancel', id })
    return wasSuspended
  }

  forget(digest: string): void {
    if (this.#modules.delete(digest)) this.#send({ kind: 'forget', digest })
  }

  /** Processor time of the thread so far, in milliseconds. */
  async cpuMs(): Promise<number> {
    const { user, system } = await this.#worker.cpuUsage()
    return (user + system) / 1_000
  }

  kill(reason: string): void {
    this.#lastError = reason
    void this.#worker.terminate()
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message)
  }
}
