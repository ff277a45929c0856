import { COLORS, colorOf, type ChartSpec } from '#core/charts/chart_spec'

/** Colours that ECharts is given in place of the page's: it would not understand `var()`. None of them is a colour of ours. */
const placeholder = (at: number) => `#0100${(0xa0 + at).toString(16)}`
export const INK = '#0100b1'
export const LINE = '#0100b2'
export const placeholderOf = (at: number) => placeholder(colorOf(at))

/**
 * Makes ECharts' SVG fit for a page with a strict policy: no `style` attributes or sheets, no classes of its own,
 * colours of the page's theme, a tip on every point.
 */
export function tidySvg(svg: string, spec: ChartSpec): string {
  return themed(
    withTips(svg, spec)
      .replace(/<style[\s\S]*?<\/style>/g, '')
      .replace(/\s(?:class|ecmeta_\w+|xml:space|baseProfile|xmlns:xlink|version)="[^"]*"/g, '')
      .replace(/\sstyle="([^"]*)"/g, (_, css: string) => attributesOf(css))
      .replace(/<svg width="(\d+)" height="(\d+)"/, '<svg aria-hidden="true" focusable="false"')
  )
}

/** `style="font-size:12px;font-family:sans-serif"` as attributes; the family is the page's. */
function attributesOf(css: string): string {
  return css
    .split(';')
    .map((rule) => rule.split(':').map((part) => part.trim()))
    .filter(([name, value]) => name && value && name !== 'font-family' && /^[a-z-]+$/.test(name))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')
}

function themed(svg: string): string {
  const colors = Array.from({ length: COLORS }, (_, at) => [placeholder(at + 1), `var(--chart-${at + 1})`])
  return [...colors, [INK, 'var(--r-ink-soft)'], [LINE, 'var(--r-line)']].reduce((text, [from, to]) => text.replaceAll(from, to), svg)
}

const POINT = /(<path [^>]*ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"[^>]*>)<\/path>/g

/** The browser's own tooltip: no script, and it is read aloud. */
function withTips(svg: string, spec: ChartSpec): string {
  return svg.replace(
    POINT,
    (...[, path, seriesAt, at]: string[]) => `${path}<title>${escapeText(tipOf(spec, Number(seriesAt), Number(at)))}</title></path>`
  )
}

function tipOf(spec: ChartSpec, seriesAt: number, at: number): string {
  const series = spec.series[seriesAt]
  const value = series?.values[at]
  const text = value === null || value === undefined ? '—' : (spec.format?.(value) ?? String(value))
  const name = spec.series.length > 1 && series ? `${series.name}, ` : ''
  return `${name}${spec.labels[at] ?? ''}: ${text}`
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
