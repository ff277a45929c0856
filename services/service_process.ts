import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeRoot, projectRoot, runsFromSource, storagePath } from './paths.js'

export interface ServiceSpec {
  /** Names the log file, and the process in messages. */
  name: string
  /** Without extension, seen from the root of the code: `bin/server`. */
  entry: string
  env?: NodeJS.ProcessEnv
  args?: string[]
}

export interface ServiceProcess {
  child: ChildProcess
  pid: number
  /** Settles with the port when the process says that it serves; fails when it ends before. */
  ready: Promise<number | undefined>
  ended: Promise<ServiceEnd>
}

export interface ServiceEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

const LOG_LIMIT = 20 * 1024 * 1024

/**
 * Starts a part of Rialto as a process in a session of its own: Ctrl-C must reach the launcher alone, which then
 * stops the parts in order. The IPC channel carries `{ type: 'ready', port }`, and its end tells the child to leave.
 */
export function startService({ name, entry, env, args = [] }: ServiceSpec): ServiceProcess {
  const log = openLog(storagePath('logs', `${name}.log`))
  const child = spawn(process.execPath, [...loaderArguments(), entryPath(entry), ...args], {
    cwd: projectRoot(),
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  const ended = new Promise<ServiceEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: 127, signal: null }))
  })
  const ready = untilReady(child, ended, name)
  ready.catch(() => {})
  return { child, pid: child.pid ?? 0, ready, ended }
}

export const entryPath = (entry: string) =>
  join(codeRoot(), `${entry}.${runsFromSource() ? 'ts' : 'js'}`)

/** Development runs the sources through a loader; a build needs none. */
export const loaderArguments = () =>
  runsFromSource() ? ['--disable-warning=DEP0205', '--import=@poppinss/ts-exec'] : []

function untilReady(child: ChildProcess, ended: Promise<ServiceEnd>, name: string) {
  return new Promise<number | undefined>((resolve, reject) => {
    child.on('message', (message: { type?: string; port?: number }) => {
      if (message?.type === 'ready') resolve(message.port)
    })
    void ended.then(({ code, signal }) =>
      reject(new Error(`${name} ended with ${signal ?? code} before it was ready`))
    )
  })
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}
