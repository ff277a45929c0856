import { drawSvg } from '#core/charts/echarts_svg'
import { colorOf, type ChartSpec, type ChartView } from '#core/charts/chart_spec'

const WIDE = { width: 820, height: 270 }
const NARROW = { width: 360, height: 240 }
const ROUND = { width: 200, height: 200 }

/** A chart for `@!chart({ chart })`: picture, legend and the numbers as a table. */
export async function renderChart(spec: ChartSpec): Promise<ChartView> {
  const isEmpty = spec.series.every(({ values }) => values.every((value) => !value))
  const isRound = spec.kind === 'donut'
  const [wide, narrow] = isEmpty
    ? ['', '']
    : isRound
      ? [await drawSvg(spec, ROUND), '']
      : await Promise.all([drawSvg(spec, WIDE), drawSvg(spec, NARROW)])
  return { title: spec.title, description: spec.description ?? '', isEmpty, wide, narrow, legend: legendOf(spec), table: tableOf(spec) }
}

const show = ({ format }: ChartSpec, value: number | null | undefined) =>
  value === null || value === undefined ? '—' : (format?.(value) ?? String(value))

function legendOf(spec: ChartSpec): ChartView['legend'] {
  if (spec.kind === 'donut') {
    return spec.labels.map((name, at) => ({ name, color: colorOf(at), value: show(spec, spec.series[0]?.values[at]) }))
  }
  if (spec.series.length < 2) return []
  return spec.series.map(({ name }, at) => ({ name, color: colorOf(at), value: null }))
}

const tableOf = (spec: ChartSpec): ChartView['table'] => ({
  head: ['', ...spec.series.map(({ name }) => name)],
  rows: spec.labels.map((label, at) => [label, ...spec.series.map(({ values }) => show(spec, values[at]))]),
})
