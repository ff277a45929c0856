import { rmSync } from 'node:fs'
import { replaceFile } from '../atomic_file.js'
import { findMissingEngine, FRONT } from '../clickhouse/ensure_clickhouse.js'
import { clickhouseEnvironment } from '../clickhouse/client_environment.js'
import { fillEnvironment, loadEnvironmentFiles } from '../environment.js'
import { choosePort } from '../free_port.js'
import { storagePath } from '../paths.js'
import { tryProcessLock, type ProcessLock } from '../process_lock.js'
import { DatabaseService } from './database_service.js'
import { migrateIfNeeded, seedIfFirstStart } from './first_steps.js'
import { rememberChildren, waitForLeftovers } from './leftovers.js'
import { describeLogins } from './logins.js'
import { SupervisedProcess } from './supervised_process.js'

type Say = (line: string) => void

/** Starts every part of Rialto on this machine in order, keeps the parts alive, and stops them in the opposite order. */
export class Launcher {
  #say: Say
  #lock?: ProcessLock
  #database: DatabaseService
  #children = new Map<string, SupervisedProcess>()
  #stopping?: Promise<void>

  constructor(say: Say = (line) => console.log(line)) {
    this.#say = say
    this.#database = new DatabaseService(say, () => this.#children.forEach((child) => child.restart()))
  }

  async start(): Promise<void> {
    const began = Date.now()
    this.#lock = await tryProcessLock('launcher')
    if (!this.#lock) throw new Error(`Rialto already runs from ${storagePath()}`)
    replaceFile(pidFile(), String(process.pid))
    await waitForLeftovers(this.#say)
    loadEnvironmentFiles()
    await this.#chooseWebPort()
    const ownAnalytics = !process.env.CLICKHOUSE_URL
    fillEnvironment()

    await Promise.all([this.#database.start(), ownAnalytics && this.#startAnalytics()])
    await migrateIfNeeded(this.#say)
    await seedIfFirstStart(this.#say, this.#database.isEmbedded)
    await Promise.all([this.#startChild('web', 'bin/server'), this.#startChild('worker', 'bin/worker')])
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
    await Promise.all(['web', 'worker'].map((name) => this.#children.get(name)?.stop()))
    await this.#children.get(FRONT.name)?.stop()
    await this.#database.stop()
    rmSync(pidFile(), { force: true })
    await this.#lock?.release()
  }

  async #startAnalytics(): Promise<void> {
    const missing = findMissingEngine()
    if (missing) return this.#say(`Analytics is off: ${missing}`)
    await this.#startChild(FRONT.name, FRONT.entry, FRONT.env)
    Object.assign(process.env, clickhouseEnvironment())
  }

  async #startChild(name: string, entry: string, env?: NodeJS.ProcessEnv): Promise<void> {
    const child = new SupervisedProcess(() => ({ name, entry, env }), {
      onCrash: (who, reason) => this.#say(`${who} ended (${reason}); starting it again`),
      onChange: () => this.#rememberChildren(),
    })
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
