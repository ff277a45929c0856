import { tidySvg, placeholderOf, INK, LINE } from '#core/charts/tidy_svg'
import type { ChartSpec } from '#core/charts/chart_spec'
import type { EChartsCoreOption } from 'echarts/core'

export type Size = { width: number; height: number }

type Engine = typeof import('echarts/core')

let engine: Promise<Engine> | null = null

/** Draws a chart to SVG. ECharts is loaded by the first chart only: a process that draws none stays small. */
export async function drawSvg(spec: ChartSpec, size: Size): Promise<string> {
  engine ??= loadEngine()
  const chart = (await engine).init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(spec.kind === 'donut' ? donut(spec) : cartesian(spec, size))
    return tidySvg(chart.renderToSVGString({ useViewBox: true }), spec)
  } finally {
    chart.dispose()
  }
}

async function loadEngine(): Promise<Engine> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([charts.BarChart, charts.LineChart, charts.PieChart, components.GridComponent, renderers.SVGRenderer])
  return core
}

const still = { silent: true, emphasis: { disabled: true } }

function cartesian(spec: ChartSpec, { width }: Size): EChartsCoreOption {
  const isLine = spec.kind === 'line'
  const text = { color: INK, fontSize: 12 }
  return {
    animation: false,
    grid: { left: 8, right: 12, top: 14, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: spec.labels,
      boundaryGap: !isLine,
      axisLabel: { ...text, interval: gapOf(spec.labels, width) },
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      // Half a download is none.
      minInterval: spec.series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value))) ? 1 : 0,
      axisLabel: { ...text, formatter: spec.formatAxis ?? spec.format },
      splitLine: { lineStyle: { color: LINE } },
    },
    series: spec.series.map((series, at) => ({
      ...still,
      type: isLine ? 'line' : 'bar',
      name: series.name,
      data: series.values,
      stack: spec.kind === 'stacked' ? 'all' : undefined,
      itemStyle: { color: placeholderOf(at), borderRadius: spec.kind === 'bar' ? [3, 3, 0, 0] : 0 },
      barMaxWidth: 36,
      ...(isLine ? lineLook(spec, at) : {}),
    })),
  }
}

/** Points are drawn unseen where there are many: their tips still answer the pointer. */
function lineLook(spec: ChartSpec, at: number) {
  const isDense = spec.labels.length > 24
  return {
    symbol: 'circle',
    symbolSize: isDense ? 10 : 6,
    itemStyle: { color: placeholderOf(at), opacity: isDense ? 0 : 1 },
    lineStyle: { color: placeholderOf(at), width: 2, opacity: 1 },
    areaStyle: spec.area && at === 0 ? { color: placeholderOf(at), opacity: 0.13 } : undefined,
  }
}

function donut({ labels, series }: ChartSpec): EChartsCoreOption {
  const data = labels.map((name, at) => ({ name, value: series[0]?.values[at] ?? 0, itemStyle: { color: placeholderOf(at) } }))
  return {
    animation: false,
    series: [{ ...still, type: 'pie', radius: ['58%', '88%'], padAngle: 1.2, label: { show: false }, labelLine: { show: false }, data }],
  }
}

const LETTER = 7

/** As many labels as stand apart: one per 70 pixels, fewer where they are long. */
function gapOf(labels: string[], width: number): number {
  const longest = Math.max(0, ...labels.map(({ length }) => length))
  return Math.max(0, Math.ceil((labels.length * Math.max(70, longest * LETTER + 16)) / width) - 1)
}
