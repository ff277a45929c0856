import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readJson, replaceFile } from '../atomic_file.js'
import { choosePort } from '../free_port.js'
import { chooseAccount, commandFor } from './account.js'
import type { PostgresBinaries } from './binaries.js'
import { clearStalePidFile, findPostmaster, untilReady, type Postmaster } from './postmaster.js'
import { PostgresUnavailable } from './postgres_unavailable.js'
import { serverArguments } from './server_settings.js'

export interface ServerFiles {
  /** The data directory. */
  folder: string
  log: string
  /** Keeps the port over restarts, so that addresses held by running processes stay true. */
  state: string
  /** For the operator's eyes; who lives is read from the cluster itself. */
  pid: string
}

const ATTEMPTS = 3

/** Attaches to the running server or starts one. Call it under the process lock. */
export async function attachOrStart(files: ServerFiles, binaries: PostgresBinaries): Promise<Postmaster> {
  const running = findPostmaster(files.folder)
  if (running && running.status !== 'stopping') {
    const ready = await untilReady(files.folder, running.pid)
    if (ready) return ready
  }
  return start(files, binaries)
}

async function start(files: ServerFiles, binaries: PostgresBinaries): Promise<Postmaster> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await clearStalePidFile(files.folder)
    // The second attempt takes any port: somebody may have taken ours between the look and the start.
    const known = attempt === 1 ? readJson<{ port: number }>(files.state)?.port : undefined
    const port = await choosePort(known)
    const ready = await untilReady(files.folder, launch(files, binaries, port))
    if (ready) {
      replaceFile(files.state, `${JSON.stringify({ port })}\n`)
      replaceFile(files.pid, String(ready.pid))
      return ready
    }
  }
  throw new PostgresUnavailable(`it did not start. The end of ${files.log}:\n${lastLines(files.log)}`)
}

/** In a session of its own: Ctrl-C in the terminal must reach us, not the server. */
function launch({ folder, log }: ServerFiles, binaries: PostgresBinaries, port: number): number {
  const account = chooseAccount(folder, binaries.postgres)
  const command = commandFor(account, binaries.postgres, ['-D', folder, ...serverArguments(port)])
  const output = openLog(log)
  const child = spawn(command.command, command.args, {
    ...command.options,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.on('error', () => {})
  child.unref()
  if (!child.pid) throw new PostgresUnavailable(`cannot run ${binaries.postgres}`)
  return child.pid
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  return openSync(path, 'a', 0o600)
}

const lastLines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
