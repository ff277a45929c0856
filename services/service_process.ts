import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
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

/** A busy machine is slow; a process that hangs must not hang the launcher for ever. */
const READY_WITHIN_MS = 180_000

/**
 * Starts a part of Rialto as a process in a session of its own: Ctrl-C must reach the launcher alone, which then
 * stops the parts in order. The IPC channel carries `{ type: 'ready', port }`, and its end tells the child to leave.
 */
export function startService({ name, entry, env, args = [] }: ServiceSpec): ServiceProcess {
  const logPath = storagePath('logs', `${name}.log`)
  const log = openLog(logPath)
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
  const ready = untilReady(child, ended).catch((reason: string) => {
    throw new Error(`${name} ${reason}. The end of ${logPath}:\n${lastLines(logPath)}`)
  })
  ready.catch(() => {})
  return { child, pid: child.pid ?? 0, ready, ended }
}

export const entryPath = (entry: string) => join(codeRoot(), `${entry}.${runsFromSource() ? 'ts' : 'js'}`)

/** Development runs the sources through a loader; a build needs none. */
export const loaderArguments = () => (runsFromSource() ? [`--import=${pathToFileURL(join(codeRoot(), 'bin', 'typescript.mjs'))}`] : [])

/** Rejects with the words that say why. */
function untilReady(child: ChildProcess, ended: Promise<ServiceEnd>) {
  return new Promise<number | undefined>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(`was not ready after ${READY_WITHIN_MS / 1000} s`)
    }, READY_WITHIN_MS)
    late.unref()
    child.on('message', (message: { type?: string; port?: number }) => {
      if (message?.type !== 'ready') return
      clearTimeout(late)
      resolve(message.port)
    })
    void ended.then(({ code, signal }) => {
      clearTimeout(late)
      reject(`ended with ${signal ?? `exit code ${code}`} before it was ready`)
    })
  })
}

const lastLines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n')

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true })
  return openSync(path, 'a', 0o600)
}
