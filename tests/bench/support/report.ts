import { readFileSync } from 'node:fs'

export type Figure = {
  name: string
  value: number
  unit: string
  goal?: number
  better?: 'more' | 'less'
  note?: string
  /** What is measured anew as a whole: a figure that could not be taken again is not left standing from before. */
  part?: string
}

export type BenchReport = {
  measured_at: string
  machine: { cpu: string; cores: number; memory_gb: number; node: string; load: number }
  scale: number
  figures: Figure[]
}

/** Where the time goes, written by hand and looked through with each new report. */
const FINDINGS = new URL('../findings.md', import.meta.url)

/** The report as the page docs/performance.md shows it. */
export function describeReport({ measured_at: at, machine, scale, figures }: BenchReport): string {
  const { cpu, cores, memory_gb: memory, node, load } = machine
  const rows = figures.map(
    (figure) => `| ${figure.name} | ${figure.value} ${figure.unit} | ${describeGoal(figure)} | ${figure.note ?? ''} |`
  )
  return [
    '# Performance',
    '',
    `Written by \`npm run bench\` on ${at.slice(0, 10)}: ${cpu}, ${cores} cores, ${memory} GB, Node ${node}, load ${load.toFixed(1)} at the end;`,
    `everything embedded on one machine, the load generator included. Scale ${scale} (${(2_000 * scale).toLocaleString('en')} products and orders).`,
    'Machines are shared and noisy: compare figures of one run, not of two. `npm run bench -- platform|runtime|registry|auth` measures one part anew.',
    '',
    '| what | measured | goal | note |',
    '|---|---|---|---|',
    ...rows,
    '',
    readFileSync(FINDINGS, 'utf8'),
  ].join('\n')
}

function describeGoal({ value, goal, better, unit }: Figure): string {
  if (goal === undefined) return '–'
  const isMet = better === 'more' ? value >= goal : value <= goal
  return `${better === 'more' ? '≥' : '≤'} ${goal} ${unit} ${isMet ? '✔' : '✘ missed'}`
}
