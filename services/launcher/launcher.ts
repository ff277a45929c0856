import { rmSync } from 'node:fs'
import { replaceFile } from '../atomic_file.js'
import { findMissingEngine, FRONT } from '../clickhouse/ensure_clickhouse.js'
import { frontEnvironment } from '../clickhouse/client_environment.js'
import { fillEnvironment, loadEnvironmentFiles } from '../environment.js'
import { choosePort } from '../free_port.js'
import { storagePath } from '../paths.js'
import { tryProcessLock, type ProcessLock } from '../process_lock.js'
import { DatabaseService } from './database_service.js'
import { migrateIfNeeded, seedIfFirstStart } from './first_steps.js'
import { rememberChildren, waitForLeftovers } from './leftovers.js'
import { keepLogsSmall } from './log_rotation.js'
import { describeLogins } from './logins.js'
import { SupervisedProcess } from './supervised_process.js'

type Say = (line: string) => void

const APPLICATIONS = ['web', 'worker']

/** Starts every part of Rialto on this machine in order, keeps the parts alive, and stops them in the opposite order. */
export class Launcher {
  #say: Say
  #lock?: ProcessLock
  #database: DatabaseService
  #children = new Map<string, SupervisedProcess>()
  #stopped = new AbortController()
  #stopping?: Promise<void>
  #firstSteps?: Promise<void>

  constructor(say: Say = (line) => console.log(line)) {
    this.#say = say
    this.#database = new DatabaseService(say, () => this.#restartApplications())
  }

  async start(): Promise<void> {
    const began = Date.now()
    this.#lock = await tryProcessLock('launcher')
    if (!this.#lock) throw new Error(`Rialto already runs from ${storagePath()}`)
    replaceFile(pidFile(), String(process.pid))
    keepLogsSmall()
    await waitForLeftovers(this.#say)
    loadEnvironmentFiles()
    await this.#chooseWebPort()
    const ownAnalytics = !process.env.CLICKHOUSE_URL
    fillEnvironment()

    const analytics = ownAnalytics ? this.#startAnalytics() : Promise.resolve()
    await this.#database.start()
    // Its address is kept over restarts, so only the first start has to wait for it.
    if (!process.env.CLICKHOUSE_URL) await analytics
    this.#firstSteps = this.#takeFirstSteps()
    await this.#firstSteps
    // One after the other: visitors are served first, and two boots at once take longer on a small machine.
    await this.#startChild('web', 'bin/server')
    await this.#startChild('worker', 'bin/worker')
    await analytics
    this.#announce(Date.now() - began)
  }

  /** Web and worker finish what they do, then analytics, then the database. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop())
  }

  /** For those who cannot wait: what is left of the children is lost work that is done again at the next start. */
  kill(): void {
    this.#children.forEach((child) => child.kill())
  }

  async #stop(): Promise<void> {
    this.#stopped.abort()
    await this.#firstSteps?.catch(() => {})
    await Promise.all(APPLICATIONS.map((name) => this.#children.get(name)?.stop()))
    await this.#children.get(FRONT.name)?.stop()
    await this.#database.stop()
    rmSync(pidFile(), { force: true })
    await this.#lock?.release()
  }

  async #takeFirstSteps(): Promise<void> {
    const steps = { say: this.#say, signal: this.#stopped.signal }
    await migrateIfNeeded(steps)
    await seedIfFirstStart(steps, this.#database.isEmbedded)
  }

  async #startAnalytics(): Promise<void> {
    const missing = findMissingEngine()
    if (missing) return this.#say(`Analytics is off: ${missing}`)
    try {
      await this.#startChild(FRONT.name, FRONT.entry, FRONT.env)
    } catch (error) {
      // The shop sells without analytics; facts are caught up later.
      return this.#say(`Analytics is off: ${error instanceof Error ? error.message : error}`)
    }
    const before = process.env.CLICKHOUSE_URL
    Object.assign(process.env, frontEnvironment())
    if (before && before !== process.env.CLICKHOUSE_URL) this.#restartApplications()
  }

  #restartApplications(): void {
    for (const name of APPLICATIONS) this.#children.get(name)?.restart()
  }

  async #startChild(name: string, entry: string, env?: NodeJS.ProcessEnv): Promise<void> {
    const child = new SupervisedProcess(() => ({ name, entry, env }), {
      onCrash: (who, reason) => this.#say(`${who} ended (${reason}); starting it again`),
      onChange: () => this.#rememberChildren(),
    })
    this.#stopped.signal.throwIfAborted()
    this.#children.set(name, child)
    await child.start()
  }

  #rememberChildren(): void {
    const identities = [...this.#children.values()].map(({ identity }) => identity)
    rememberChildren(identities.filter((identity) => identity !== undefined))
  }

  /** A port that the operator chose is not changed behind his back. */
  async #chooseWebPort(): Promise<void> {
    if (process.env.PORT) return
    const port = await choosePort(3333, process.env.HOST || '127.0.0.1')
    if (port !== 3333) this.#say(`Port 3333 is taken; using ${port}`)
    process.env.PORT = String(port)
  }

  #announce(elapsed: number): void {
    const logins = describeLogins()
    this.#say(`\nRialto runs at ${process.env.APP_URL} (ready in ${(elapsed / 1000).toFixed(1)} s)`)
    if (logins.length) this.#say(`\nDemo logins:\n${logins.join('\n')}`)
    this.#say(`\nLogs: ${storagePath('logs')}\nStop with Ctrl-C.`)
  }
}

const pidFile = () => storagePath('run', 'launcher.pid')
