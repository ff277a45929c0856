export type ChartKind = 'line' | 'bar' | 'stacked' | 'donut'

export type ChartSeries = { name: string; values: (number | null)[] }

export type ChartSpec = {
  kind: ChartKind
  /** What the chart shows, in the reader's language. */
  title: string
  /** One sentence with the finding, for those who do not see the picture. */
  description?: string
  /** Names of the points: days, categories; already formatted. */
  labels: string[]
  series: ChartSeries[]
  /** How a value is written: in tips, in the table, beside the legend. */
  format?: (value: number) => string
  /** How a value is written on the axis, shorter. */
  formatAxis?: (value: number) => string
  /** Fills the space below the first line. */
  area?: boolean
}

export type ChartView = {
  title: string
  description: string
  isEmpty: boolean
  /** The picture twice: scaling one would make its letters unreadable on a phone. */
  wide: string
  narrow: string
  legend: { name: string; color: number; value: string | null }[]
  table: { head: string[]; rows: string[][] }
}

/** As many as `--chart-n` colours in charts.css; more series begin again. */
export const COLORS = 8

/** The number of a series' colour, counted from one as in the stylesheet. */
export const colorOf = (at: number) => (at % COLORS) + 1
