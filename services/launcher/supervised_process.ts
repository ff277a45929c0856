import { setTimeout as delay } from 'node:timers/promises'
import { processStartedAt } from '../processes.js'
import { startService, type ServiceProcess, type ServiceSpec } from '../service_process.js'

export interface SupervisorEvents {
  /** The process ended without being asked to and will be started again. */
  onCrash(name: string, reason: string): void
  onChange(): void
}

const BACKOFF_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000]
/** Who lived this long did not die from a bad start. */
const HEALTHY_AFTER_MS = 60_000
/** The children give themselves ten seconds. */
const KILL_AFTER_MS = 12_000

/** One child that is started again whenever it ends, ever more slowly, until it is told to stop. */
export class SupervisedProcess {
  #current?: ServiceProcess
  #stopped = new AbortController()
  #failures = 0
  #loop?: Promise<void>

  constructor(
    /** Asked anew at every start: addresses may have changed. */
    private spec: () => ServiceSpec,
    private events: SupervisorEvents
  ) {}

  get identity(): { name: string; pid: number; startedAt?: string } | undefined {
    const pid = this.#current?.pid
    return pid ? { name: this.spec().name, pid, startedAt: processStartedAt(pid) } : undefined
  }

  /** Settles when the first start succeeded or failed; a failed one is not repeated. */
  async start(): Promise<number | undefined> {
    const first = this.#spawn()
    const port = await first.ready
    this.#loop = this.#watch(first)
    return port
  }

  restart(): void {
    this.#current?.child.kill('SIGTERM')
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    const current = this.#current
    if (current) {
      current.child.kill('SIGTERM')
      const hard = setTimeout(() => this.kill(), KILL_AFTER_MS)
      await current.ended
      clearTimeout(hard)
    }
    await this.#loop
  }

  kill(): void {
    this.#current?.child.kill('SIGKILL')
  }

  #spawn(): ServiceProcess {
    const started = startService(this.spec())
    this.#current = started
    void started.ended.then(() => {
      if (this.#current === started) this.#current = undefined
      this.events.onChange()
    })
    this.events.onChange()
    return started
  }

  async #watch(first: ServiceProcess): Promise<void> {
    let current = first
    let since = Date.now()
    for (;;) {
      const { code, signal } = await current.ended
      if (this.#stopped.signal.aborted) return
      this.#failures = Date.now() - since > HEALTHY_AFTER_MS ? 0 : this.#failures + 1
      this.events.onCrash(this.spec().name, signal ?? `exit code ${code}`)
      const wait = BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0]
      await delay(wait, undefined, { signal: this.#stopped.signal }).catch(() => {})
      if (this.#stopped.signal.aborted) return
      since = Date.now()
      current = this.#spawn()
    }
  }
}
