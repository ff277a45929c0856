import { measureProcesses } from './processes.js'
import type { Figure } from './report.js'

const IDLE_MS = 20_000

/** After a while without visitors. Resident pages of all processes together count shared ones many times; Pss shares them out. */
export async function measureIdleMemory(): Promise<Figure[]> {
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
  const processes = measureProcesses()
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

const NAMES: [part: string, name: string][] = [
  ['bin/server', 'web'],
  ['bin/worker', 'worker'],
  ['services/clickhouse', 'analytics engine'],
  ['bin/launcher', 'launcher'],
  ['host/main', 'plugin host'],
  ['postgres', 'database process'],
]

const nameOf = (command: string) => NAMES.find(([part]) => command.includes(part))?.[1] ?? 'other'
