import { type PooledThread } from './pooled_thread.ts'

const TICK_MS = 50
/** A thread that does not even tell its processor time for so long is beyond help. */
const SILENCE_MS = 10_000

interface Watched {
  call: number
  cpuAtStart: number
  cpuLatest: number
  askedAt: number | null
}

/** Kills threads that burn more processor time on one call than it may. Wall time never counts: a busy machine is no crime. */
export class Watchdog {
  readonly #threads: ReadonlySet<PooledThread>
  readonly #watched = new WeakMap<PooledThread, Watched>()
  #timer: NodeJS.Timeout | null = null

  constructor(threads: ReadonlySet<PooledThread>) {
    this.#threads = threads
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS)
  }

  /** Processor time that the running call was seen to take so far; 0 when it does not run. */
  spentOn(thread: PooledThread, call: number): number {
    const entry = this.#watched.get(thread)
    return thread.runningCall === call && entry?.call === call ? entry.cpuLatest - entry.cpuAtStart : 0
  }

  #tick(): void {
    const busy = [...this.#threads].filter((thread) => thread.isBusy)
    if (busy.length === 0) {
      if (this.#timer) clearInterval(this.#timer)
      this.#timer = null
    }
    for (const thread of busy) void this.#look(thread)
  }

  async #look(thread: PooledThread): Promise<void> {
    const call = thread.runningCall
    const watched = this.#watched.get(thread)
    if (watched?.askedAt) {
      if (performance.now() - watched.askedAt > SILENCE_MS) thread.kill('silent')
      return
    }
    if (call === 0) return
    const entry: Watched = watched?.call === call ? watched : { call, cpuAtStart: -1, cpuLatest: -1, askedAt: null }
    this.#watched.set(thread, entry)
    entry.askedAt = performance.now()
    const cpu = await thread.cpuMs().catch(() => null)
    entry.askedAt = null
    if (cpu === null) return
    if (entry.cpuAtStart < 0) entry.cpuAtStart = cpu
    entry.cpuLatest = cpu
    const limit = thread.calls.get(call)?.limits.cpuMs
    if (limit !== undefined && thread.runningCall === call && cpu - entry.cpuAtStart > limit) thread.kill('cpu')
  }
}
