import type { LoadFigures } from './load.js'
import type { Figure } from './report.js'

export const rate = (name: string, figures: LoadFigures, goal: number): Figure => ({
  name,
  value: figures.per_second,
  unit: '/s',
  goal,
  better: 'more',
  note: `p50 ${figures.p50_ms} ms, p95 ${figures.p95_ms} ms, ${figures.failed} of ${figures.requests} failed, CPU ${figures.cpu_ms} ms each`,
})

export const latency = (name: string, figures: LoadFigures, goal: number): Figure => ({
  name,
  value: figures.p95_ms,
  unit: 'ms (p95)',
  goal,
  better: 'less',
  note: `p50 ${figures.p50_ms} ms, ${figures.per_second}/s, ${figures.failed} of ${figures.requests} failed, CPU ${figures.cpu_ms} ms each`,
})

export const pick = <Item>(list: Item[]): Item => list[Math.floor(Math.random() * list.length)]

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
