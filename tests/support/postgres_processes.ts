import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { storagePath } from '#services/environment'
import { serverFiles } from '#services/postgres/ensure_postgres'
import { findPostmaster, stopPostmaster } from '#services/postgres/postmaster'

/** A storage folder of its own, under a path with a blank and Cyrillic, whose server is stopped in the end. */
export function useOwnStorage() {
  const before = { storage: process.env.RIALTO_STORAGE, url: process.env.DATABASE_URL, fsync: process.env.RIALTO_PG_FSYNC }
  const folder = mkdtempSync(join(tmpdir(), 'rialto склад '))
  process.env.RIALTO_STORAGE = folder
  process.env.RIALTO_PG_FSYNC = 'off'
  delete process.env.DATABASE_URL
  return async () => {
    await stopPostmaster(serverFiles().folder)
    rmSync(folder, { recursive: true, force: true })
    restore('RIALTO_STORAGE', before.storage)
    restore('DATABASE_URL', before.url)
    restore('RIALTO_PG_FSYNC', before.fsync)
  }
}

export const runningPostmaster = () => findPostmaster(serverFiles().folder)
export const pidFilePath = () => storagePath('postgres', 'data', 'postmaster.pid')

/** A process that holds a lease on the server until told to leave. */
export class LeaseHolder {
  #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(): Promise<{ holder: LeaseHolder; url: string }> {
    const program = fileURLToPath(new URL('./lease_holder.ts', import.meta.url))
    const child = fork(program, { execArgv: ['--import=./bin/typescript.mjs'] })
    const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(fail)])) as [{ url: string }]
    return { holder: new LeaseHolder(child), url: answer.url }
  }

  async leave(): Promise<void> {
    const exit = once(this.#child, 'exit')
    this.#child.send('leave')
    await exit
  }

  async kill(): Promise<void> {
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }
}

function fail(): never {
  throw new Error('The process ended before it held a lease')
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
