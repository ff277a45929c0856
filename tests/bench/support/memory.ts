import { readFileSync, readdirSync } from 'node:fs'
import { storagePath } from '../../../services/paths.js'
import type { Figure } from './report.js'

type ProcessMemory = { pid: number; command: string; rss: number; pss: number }

const IDLE_MS = 20_000

/** After a while without visitors. Resident pages of all processes together count shared ones many times; Pss shares them out. */
export async function measureIdleMemory(): Promise<Figure[]> {
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
  const processes = listProcesses()
  const web = processes.find(({ command }) => command.includes('bin/server'))
  const sum = (key: 'rss' | 'pss') => Math.round(processes.reduce((total, one) => total + one[key], 0))
  const parts = processes.filter(({ pss }) => pss > 10).sort((a, b) => b.pss - a.pss)
  return [
    {
      name: 'idle memory of web (RSS)',
      value: Math.round(web?.rss ?? Number.NaN),
      unit: 'MB',
      goal: 250,
      better: 'less',
      note: `Pss ${Math.round(web?.pss ?? Number.NaN)} MB`,
    },
    {
      name: 'idle memory of all processes (Pss)',
      value: sum('pss'),
      unit: 'MB',
      goal: 900,
      better: 'less',
      note: `${processes.length} processes, RSS added up ${sum('rss')} MB: ${parts.map(({ command, pss }) => `${nameOf(command)} ${Math.round(pss)}`).join(', ')}`,
    },
  ]
}

/** Every process of this installation: the launcher's tree, and the server of the database, which lives on its own. */
function listProcesses(): ProcessMemory[] {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), parentOf(pid)])
  )
  const roots = ['launcher', 'postgres'].map((name) => Number(read(storagePath('run', `${name}.pid`))))
  const belongs = (pid: number): boolean => roots.includes(pid) || ((all.get(pid) ?? 0) > 1 && belongs(all.get(pid)!))
  return [...all.keys()].filter(belongs).map(describe)
}

const parentOf = (pid: string) => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)

function describe(pid: number): ProcessMemory {
  const rollup = read(`/proc/${pid}/smaps_rollup`)
  const megabytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024
  return { pid, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(), rss: megabytes('Rss'), pss: megabytes('Pss') }
}

const NAMES: [part: string, name: string][] = [
  ['bin/server', 'web'],
  ['bin/worker', 'worker'],
  ['services/clickhouse', 'analytics engine'],
  ['bin/launcher', 'launcher'],
  ['host/main', 'plugin host'],
  ['postgres', 'database process'],
]

const nameOf = (command: string) => NAMES.find(([part]) => command.includes(part))?.[1] ?? 'other'

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
