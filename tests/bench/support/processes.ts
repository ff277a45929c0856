import { readFileSync, readdirSync } from 'node:fs'
import { storagePath } from '../../../services/paths.js'

export type ProcessMemory = { pid: number; command: string; rss: number; pss: number }

const TICKS_PER_SECOND = 100

/** Every process of this installation: the launcher's tree, and the server of the database, which lives on its own. */
function installationPids(): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map(pids.map((pid) => [Number(pid), parentOf(pid)]))
  const roots = ['launcher', 'postgres'].map((name) => Number(read(storagePath('run', `${name}.pid`))))
  const belongs = (pid: number): boolean => roots.includes(pid) || ((parents.get(pid) ?? 0) > 1 && belongs(parents.get(pid)!))
  return [...parents.keys()].filter(belongs)
}

/** What all processes together have computed so far: on a machine shared with others it tells more than the clock. */
export const installationCpuSeconds = () => installationPids().reduce((total, pid) => total + cpuTicks(pid), 0) / TICKS_PER_SECOND

export const measureProcesses = (): ProcessMemory[] => installationPids().map(describe)

const parentOf = (pid: string) => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)

/** User and system time, the 14th and 15th field; the second one is a name in brackets and may hold anything. */
function cpuTicks(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user || 0) + (system || 0)
}

function describe(pid: number): ProcessMemory {
  const rollup = read(`/proc/${pid}/smaps_rollup`)
  const megabytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024
  return { pid, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(), rss: megabytes('Rss'), pss: megabytes('Pss') }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
