import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { choosePort } from '#services/free_port'
import { projectRoot } from '#services/paths'
import { waitFor } from '#tests/support/wait_for'

type Login = { role: string; tenant?: string; email: string; password: string; name: string }

export type InstallationOptions = {
  /** Folder name under `tmp/`. */
  name: string
  /** Keeps what an earlier run left there. */
  keep?: boolean
  env?: Record<string, string>
}

const START_TIMEOUT_MS = 180_000
const LOADER = ['--import=./bin/typescript.mjs']

/** A whole installation as `npm start` runs it, from source, with a storage folder of its own: launcher, PostgreSQL, engine, web, worker. */
export class Installation {
  #launcher: ChildProcess | null = null
  #output = ''
  port = 0

  constructor(private readonly options: InstallationOptions) {}

  get storage() {
    return join(projectRoot(), 'tmp', this.options.name)
  }

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  /** What the launcher printed; shown when a start fails. */
  get output() {
    return this.#output
  }

  async start() {
    if (!this.options.keep && !this.port) rmSync(this.storage, { recursive: true, force: true })
    mkdirSync(this.storage, { recursive: true })
    this.port ||= await choosePort()
    const launcher = spawn(process.execPath, [...LOADER, join(projectRoot(), 'bin', 'launcher.ts')], {
      cwd: projectRoot(),
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#launcher = launcher
    for (const stream of [launcher.stdout, launcher.stderr]) stream?.on('data', (chunk) => (this.#output += chunk))
    await waitFor('the installation to answer', () => this.#isReady(launcher), START_TIMEOUT_MS).catch((error) => {
      throw new Error(`${error.message}\n${this.#output}`)
    })
  }

  /** As Ctrl-C does. */
  async stop() {
    const launcher = this.#launcher
    this.#launcher = null
    if (!launcher || launcher.exitCode !== null) return
    launcher.kill('SIGINT')
    await once(launcher, 'exit')
  }

  pid(name: 'web' | 'worker' | 'clickhouse' | 'postgres' | 'launcher'): number {
    if (name === 'launcher') return this.#launcher!.pid!
    if (name === 'postgres') return Number(readFileSync(join(this.storage, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number(readFileSync(join(this.storage, 'run', `${name}.pid`), 'utf8'))
  }

  /** `kill -9`, and waits until the process is gone. */
  async kill(name: Parameters<Installation['pid']>[0]) {
    const pid = this.pid(name)
    process.kill(pid, 'SIGKILL')
    await waitFor(`${name} to be gone`, () => !existsSync(`/proc/${pid}/cwd`) || !readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    return pid
  }

  /** Runs an Ace command on this installation. */
  ace(...args: string[]): ChildProcess {
    return spawn(process.execPath, [...LOADER, join(projectRoot(), 'bin', 'console.ts'), ...args], {
      cwd: projectRoot(),
      env: this.#environment(),
      stdio: 'ignore',
    })
  }

  login(email: string): Login {
    const { logins } = JSON.parse(readFileSync(join(this.storage, 'demo-logins.json'), 'utf8')) as { logins: Login[] }
    const found = logins.find((entry) => entry.email === email)
    if (!found) throw new Error(`The demo has no login ${email}`)
    return found
  }

  async #isReady(launcher: ChildProcess) {
    if (launcher.exitCode !== null) throw new Error(`The launcher ended with ${launcher.exitCode}`)
    const answer = await fetch(`${this.url}/health/ready`).catch(() => null)
    return answer?.ok && existsSync(join(this.storage, 'demo-logins.json'))
  }

  #environment(): Record<string, string> {
    const { PATH = '', HOME = '/root' } = process.env
    return {
      PATH,
      HOME,
      NODE_ENV: 'production',
      RIALTO_STORAGE: this.storage,
      RIALTO_PG_FSYNC: 'off',
      PORT: String(this.port),
      LOG_LEVEL: 'warn',
      API_REQUESTS_PER_ADDRESS: '1000000',
      API_REQUESTS_PER_USER: '1000000',
      ...this.options.env,
    }
  }
}
