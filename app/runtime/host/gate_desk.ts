import { Worker } from 'node:worker_threads'
import { formatOf } from '../gate/artifact_format.ts'
import { type GateResult } from '../gate/gate_verdict.ts'

const DEADLINE_MS = 5_000
/** The engine is our own, and a thread's first script waits for it: on a busy machine it takes its time. */
const ENGINE_DEADLINE_MS = 60_000
const IDLE_MS = 30_000
/** Who publishes is told to come again rather than kept waiting: the application asks for no verdict longer than 15 s. */
const WAIT_MS = 9_000
/** A release of many plugins at once is judged in a second; slow modules are bound by time, large ones by what they hold. */
const MAX_WAITING = 256
const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** As much stack as threads that run plugins have: scripts are loaded here. */
const RESOURCES = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 8 }
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './gate_thread.ts' : './gate_thread.js', import.meta.url)

/** A module to judge, or the wish for the gated engine of scripts. */
export type GateTask = { bytes: Uint8Array } | 'engine'
export type Judged = { result?: GateResult; engine?: Uint8Array; error?: string }
type Waiting = { task: GateTask; since: number; answer: (judged: Judged) => void }

const BUSY = 'Too many modules wait to be judged.'

/** One module after another through one thread, started when needed and ended when idle. */
export class GateDesk {
  readonly #queue: Waiting[] = []
  #current: Waiting | null = null
  #thread: Worker | null = null
  #hasEngine = false
  #timer: NodeJS.Timeout | undefined

  /** Answers with an error when too many wait. */
  inspect(bytes: Uint8Array): Promise<Judged> {
    if (this.#queue.length >= MAX_WAITING || this.#waitingBytes() + bytes.length > MAX_WAITING_BYTES) {
      return Promise.resolve({ error: BUSY })
    }
    return this.#ask({ bytes })
  }

  /** The engine that runs scripts, after the gate. */
  async engine(): Promise<Uint8Array> {
    const { engine, error } = await this.#ask('engine')
    if (engine) return engine
    throw new Error(error)
  }

  #ask(task: GateTask): Promise<Judged> {
    return new Promise((answer) => {
      const waiting = { task, answer, since: performance.now() }
      // Calls wait for the engine: it goes before what somebody publishes.
      if (task === 'engine') this.#queue.unshift(waiting)
      else this.#queue.push(waiting)
      this.#next()
    })
  }

  #waitingBytes(): number {
    return this.#queue.reduce((sum, { task }) => sum + (task === 'engine' ? 0 : task.bytes.length), 0)
  }

  #next(): void {
    if (this.#current) return
    this.#current = this.#takeNext()
    clearTimeout(this.#timer)
    if (!this.#current) {
      // Nobody waits: an idle thread must not keep a command from ending.
      this.#thread?.unref()
      this.#timer = setTimeout(() => this.#end('idle'), IDLE_MS).unref()
      return
    }
    this.#timer = setTimeout(() => this.#end('deadline'), this.#current.task === 'engine' ? ENGINE_DEADLINE_MS : DEADLINE_MS)
    const thread = this.#running()
    thread.ref()
    thread.postMessage(this.#current.task)
  }

  /** Nobody hears a verdict on what waited too long. */
  #takeNext(): Waiting | null {
    const next = this.#queue.shift() ?? null
    if (!next || next.task === 'engine') return next
    if (performance.now() - next.since < WAIT_MS) return this.#engineBefore(next, next.task.bytes)
    next.answer({ error: BUSY })
    return this.#takeNext()
  }

  /** The engine first, where the thread has none yet: its time is not the script's. */
  #engineBefore(next: Waiting, bytes: Uint8Array): Waiting {
    if (this.#hasEngine || formatOf(bytes) === 'wasm') return next
    return { task: 'engine', since: next.since, answer: ({ error }) => void (error ? next.answer({ error }) : this.#queue.unshift(next)) }
  }

  #running(): Worker {
    if (this.#thread) return this.#thread
    this.#hasEngine = false
    const thread = new Worker(THREAD, { resourceLimits: RESOURCES, env: {} })
    thread.on('message', (judged: Judged) => this.#settle(judged))
    thread.on('error', (error) => this.#lost(thread, error.message))
    thread.on('exit', () => this.#lost(thread, `The module could not be judged within ${DEADLINE_MS / 1000} seconds.`))
    this.#thread = thread
    return thread
  }

  #end(why: 'idle' | 'deadline'): void {
    const thread = this.#thread
    if (why === 'idle') this.#thread = null
    void thread?.terminate()
  }

  #lost(thread: Worker, error: string): void {
    if (this.#thread !== thread) return
    this.#thread = null
    if (this.#current) this.#settle({ error })
  }

  #settle(judged: Judged): void {
    const current = this.#current
    this.#current = null
    this.#hasEngine ||= judged.engine !== undefined
    current?.answer(judged)
    this.#next()
  }
}
