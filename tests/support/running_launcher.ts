import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '#services/environment'
import { choosePort } from '#services/free_port'
import { processStartedAt } from '#services/processes'
import { waitFor } from '#tests/support/wait_for'

const PATIENCE_MS = 120_000

/** The launcher as an operator runs it, in a storage folder of its own and without demo data. */
export class RunningLauncher {
  output = ''
  #child: ChildProcess
  #exit: Promise<number | null>

  private constructor(
    readonly storage: string,
    readonly port: number
  ) {
    this.#child = spawn(process.execPath, ['--import=./bin/typescript.mjs', 'bin/launcher.ts'], {
      cwd: projectRoot(),
      env: launcherEnvironment(storage, port),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const collect = (text: Buffer) => (this.output += text.toString())
    this.#child.stdout!.on('data', collect)
    this.#child.stderr!.on('data', collect)
    this.#exit = new Promise((resolve) => this.#child.once('close', resolve))
  }

  static createStorage = () => mkdtempSync(join(tmpdir(), 'rialto launcher '))

  static begin = (storage: string, port: number) => new RunningLauncher(storage, port)

  static async start(storage: string): Promise<RunningLauncher> {
    const launcher = RunningLauncher.begin(storage, await choosePort())
    await waitFor('the launcher to be ready', () => launcher.output.includes('Stop with Ctrl-C') || launcher.hasEnded, PATIENCE_MS)
    return launcher
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  get pid(): number {
    return this.#child.pid!
  }

  get exit(): Promise<number | null> {
    return this.#exit
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  /** From the pid files that an operator would look at. */
  pidOf(name: 'web' | 'worker' | 'clickhouse' | 'postgres' | 'launcher'): number | undefined {
    const file = join(this.storage, 'run', `${name}.pid`)
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    return pid && processStartedAt(pid) ? pid : undefined
  }

  async answers(path: string): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`).catch(() => undefined)
    await response?.body?.cancel()
    return response?.ok ?? false
  }

  untilAnswers = (path: string) => waitFor(`${path} to answer`, () => this.answers(path), PATIENCE_MS)

  untilReplaced = (name: 'web' | 'worker' | 'clickhouse' | 'postgres', old: number) =>
    waitFor(`another ${name}`, () => this.pidOf(name) !== old && this.pidOf(name), PATIENCE_MS)

  /** Whatever a failed test left behind, by the pids that it wrote. */
  async cleanUp(): Promise<void> {
    if (!this.hasEnded) this.signal('SIGTERM')
    await this.exit
    for (const name of ['web', 'worker', 'clickhouse', 'postgres'] as const) {
      const pid = this.pidOf(name)
      if (pid) process.kill(pid, name === 'postgres' ? 'SIGINT' : 'SIGKILL')
      await waitFor(`${name} to end`, () => !pid || !processStartedAt(pid), PATIENCE_MS)
    }
    rmSync(this.storage, { recursive: true, force: true })
  }
}

/** Nothing of the test run's own environment may lead the launcher to its services. */
function launcherEnvironment(storage: string, port: number): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => /^(PATH|HOME|USER|LANG|TMPDIR)$/.test(name))
  return {
    ...Object.fromEntries(inherited),
    ...{ NODE_ENV: 'production', RIALTO_STORAGE: storage, RIALTO_PG_FSYNC: 'off', RIALTO_DEMO: 'off' },
    PORT: String(port),
  }
}
