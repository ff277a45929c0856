type Labels = Record<string, string>
type Kind = 'counter' | 'gauge' | 'histogram'

/** A metric's name (`rialto_…`, unit as suffix) and its one line of help. Declare it once, beside its use. */
export type Metric = { name: string; help: string }

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

type Series = { labels: Labels; value: number }
type HistogramSeries = { labels: Labels; counts: number[]; sum: number; count: number }

/** Counters, gauges and histograms of this process in Prometheus' text format (0.0.4). */
export class Metrics {
  #help = new Map<string, { type: Kind; text: string }>()
  #plain = new Map<string, Map<string, Series>>()
  #histograms = new Map<string, Map<string, HistogramSeries>>()
  #collectors: (() => Promise<void>)[] = []

  /** Adds to a counter. */
  count(metric: Metric, labels: Labels = {}, by = 1) {
    this.#series(metric, 'counter', labels).value += by
  }

  /** Sets a gauge. */
  set(metric: Metric, value: number, labels: Labels = {}) {
    this.#series(metric, 'gauge', labels).value = value
  }

  /** Records one observation in seconds. */
  observe({ name, help }: Metric, seconds: number, labels: Labels = {}) {
    this.#help.set(name, { type: 'histogram', text: help })
    const known = this.#histograms.get(name) ?? new Map<string, HistogramSeries>()
    this.#histograms.set(name, known)
    const key = JSON.stringify(labels)
    const series = known.get(key) ?? { labels, counts: BUCKETS.map(() => 0), sum: 0, count: 0 }
    known.set(key, series)
    BUCKETS.forEach((bound, at) => {
      if (seconds <= bound) series.counts[at] += 1
    })
    series.sum += seconds
    series.count += 1
  }

  /** Runs before each scrape: for gauges that are read, not pushed. */
  collect(collector: () => Promise<void>) {
    this.#collectors.push(collector)
  }

  async render(): Promise<string> {
    await Promise.allSettled(this.#collectors.map((collector) => collector()))
    const lines: string[] = []
    for (const [name, { type, text }] of this.#help) {
      lines.push(`# HELP ${name} ${text}`, `# TYPE ${name} ${type}`)
      this.#plain.get(name)?.forEach(({ labels, value }) => lines.push(`${name}${print(labels)} ${value}`))
      this.#histograms.get(name)?.forEach((series) => lines.push(...printHistogram(name, series)))
    }
    return lines.join('\n') + '\n'
  }

  #series({ name, help }: Metric, type: Kind, labels: Labels): Series {
    this.#help.set(name, { type, text: help })
    const known = this.#plain.get(name) ?? new Map<string, Series>()
    this.#plain.set(name, known)
    const key = JSON.stringify(labels)
    const series = known.get(key) ?? { labels, value: 0 }
    known.set(key, series)
    return series
  }
}

function printHistogram(name: string, { labels, counts, sum, count }: HistogramSeries): string[] {
  const buckets = BUCKETS.map((bound, at) => `${name}_bucket${print({ ...labels, le: String(bound) })} ${counts[at]}`)
  return [
    ...buckets,
    `${name}_bucket${print({ ...labels, le: '+Inf' })} ${count}`,
    `${name}_sum${print(labels)} ${sum}`,
    `${name}_count${print(labels)} ${count}`,
  ]
}

function print(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/["\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`
  )
  return pairs.length ? `{${pairs.join(',')}}` : ''
}
