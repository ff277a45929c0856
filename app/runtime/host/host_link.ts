import { startHostProcess, type HostProcess } from './host_process.ts'
import { type FromHost, type ToHost } from './protocol.ts'

export interface LinkEvents {
  onMessage: (message: FromHost) => void
  /** The process is gone, and with it all that was under way. */
  onLost: (why: string) => void
  /** It ended by itself or had to be killed: nobody asked it to stop. */
  onDied?: (why: string) => void
}

/** So many deaths within the window and the host stays down for the rest of it. */
const MAX_DEATHS = 5
const DEATH_WINDOW_MS = 10_000
const SIGN_MS = 3_000

/** Holds the one process and the channel to it: starts it when needed, notices its death and its silence. */
export class HostLink {
  readonly #events: LinkEvents
  #process: HostProcess | null = null
  #deaths: number[] = []
  #signTimer: NodeJS.Timeout | undefined
  #reason: string | null = null
  #isStopping = false
  #ready = Promise.withResolvers<void>()
  starts = 0

  constructor(events: LinkEvents) {
    this.#events = events
  }

  get pid(): number | undefined {
    return this.#process?.child.pid
  }

  get canStart(): boolean {
    const since = performance.now() - DEATH_WINDOW_MS
    this.#deaths = this.#deaths.filter((at) => at > since)
    return !this.#isStopping && this.#deaths.length < MAX_DEATHS
  }

  ensure(): HostProcess | null {
    if (this.#process) return this.#process
    if (!this.canStart) return null
    const started = startHostProcess()
    this.#process = started
    this.starts++
    const { child } = started
    child.on('message', (message: FromHost) => this.#hear(message))
    child.once('exit', (code, signal) => this.#gone(started, signal ?? `exit ${code}`))
    child.once('error', (error) => this.#gone(started, error.message))
    // An idle plugin host must not keep a command or a test from ending.
    child.unref()
    child.channel?.unref()
    ;(child.stderr as unknown as { unref?: () => void } | null)?.unref?.()
    return started
  }

  /** Resolves once the process can take calls; whoever waits is held by it. */
  async whenReady(): Promise<void> {
    const { child } = this.ensure() ?? {}
    child?.ref()
    child?.channel?.ref()
    await this.#ready.promise
    child?.unref()
    child?.channel?.unref()
  }

  send(message: ToHost): void {
    const { child } = this.ensure() ?? {}
    if (!child) {
      queueMicrotask(() => this.#events.onLost('The plugin host died too often and is given a rest.'))
      return
    }
    if (child.connected) child.send(message, () => {})
  }

  /** After a missed deadline: a host that says nothing at all any more is killed. */
  expectSign(): void {
    if (this.#signTimer || !this.#process) return
    this.send({ kind: 'ping' })
    this.#signTimer = setTimeout(() => this.kill('the plugin host does not answer'), SIGN_MS).unref()
  }

  kill(reason: string): void {
    this.#reason = reason
    this.#process?.child.kill('SIGKILL')
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const child = this.#process?.child
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.ref()
      child.kill('SIGKILL')
      await gone
    }
    this.#isStopping = false
  }

  #hear(message: FromHost): void {
    clearTimeout(this.#signTimer)
    this.#signTimer = undefined
    if (message.kind === 'ready') this.#ready.resolve()
    this.#events.onMessage(message)
  }

  #gone(started: HostProcess, how: string): void {
    if (this.#process !== started) return
    const why = ['The plugin host ended', this.#reason ?? how, started.lastWords()].filter(Boolean).join(': ')
    this.#process = null
    this.#reason = null
    // Who waits for the dead process waits for its successor.
    const { resolve } = this.#ready
    this.#ready = Promise.withResolvers()
    void this.#ready.promise.then(resolve)
    clearTimeout(this.#signTimer)
    this.#signTimer = undefined
    if (!this.#isStopping) {
      this.#deaths.push(performance.now())
      this.#events.onDied?.(why)
    }
    this.#events.onLost(why)
  }
}
