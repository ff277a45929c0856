import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isWorkingIn, listProcessesIn } from '../processes.js'
import { PostgresUnavailable } from './postgres_unavailable.js'

export interface Postmaster {
  pid: number
  port: number
  status: string
}

const FORSAKEN_AFTER_MS = 5_000

/** The server of this folder, if one lives: `postmaster.pid` may be stale and name a zombie or a stranger. */
export function findPostmaster(folder: string): Postmaster | undefined {
  const lines = readPidFile(folder)?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !Number.isInteger(pid) || pid <= 0 || !isWorkingIn(pid, folder)) return undefined
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' }
}

/**
 * Makes the folder startable after a crash. The children of a killed postmaster leave by themselves, but a busy one
 * may not notice for long; a new server refuses to start beside them, so they are asked to quit.
 */
export async function clearStalePidFile(folder: string): Promise<void> {
  const since = Date.now()
  for (let left = listProcessesIn(folder); left.length; left = listProcessesIn(folder)) {
    if (Date.now() - since > FORSAKEN_AFTER_MS) left.forEach((pid) => signal(pid, 'SIGQUIT'))
    if (Date.now() - since > FORSAKEN_AFTER_MS * 6) {
      throw new PostgresUnavailable(`processes ${left.join(', ')} still work in ${folder}`)
    }
    await delay(20)
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
}

/** Recovery after a crash may take minutes: as long as the server lives, it is waited for. */
export async function untilReady(folder: string, pid: number): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = findPostmaster(folder)
    if (postmaster?.status === 'ready') return postmaster
    if (!postmaster && !isAlive(pid)) return undefined
    await delay(15)
  }
}

/** "Fast" shutdown: sessions are cut off, nothing committed is lost. */
export async function stopPostmaster(folder: string): Promise<void> {
  const postmaster = findPostmaster(folder)
  if (!postmaster) return
  signal(postmaster.pid, 'SIGINT')
  while (isWorkingIn(postmaster.pid, folder)) await delay(10)
}

function readPidFile(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8')
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
