import { renderChart } from '#core/charts/render_chart'
import { formatNumber } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { HealthHour, InstallationHealth } from '#runtime/queries/installation_health'

const MILLISECONDS: Intl.NumberFormatOptions = { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 }
const HOUR_MS = 3_600_000
const HOURS = 24

/** Latency and fuel per call over the last day; hours without a run are gaps. */
export async function healthCharts({ hours }: InstallationHealth, i18n: I18n) {
  const points = everyHour(hours)
  const labels = points.map(({ at }) => at.toISOString().slice(11, 16))
  const series = (key: keyof HealthHour, scale = 1) => points.map(({ hour }) => scaled(hour?.[key], scale))
  const number = (options: Intl.NumberFormatOptions) => (value: number) => formatNumber(i18n.locale, value, options)
  const ms = number(MILLISECONDS)
  const [latency, fuel] = await Promise.all([
    renderChart({
      ...{ kind: 'line', title: i18n.t('runtime.chart_latency'), description: i18n.t('runtime.chart_utc'), labels },
      series: [
        { name: 'p50', values: series('p50_us', 1_000) },
        { name: 'p95', values: series('p95_us', 1_000) },
      ],
      format: ms,
      formatAxis: ms,
    }),
    renderChart({
      ...{ kind: 'line', title: i18n.t('runtime.chart_fuel'), description: i18n.t('runtime.chart_utc'), labels },
      series: [
        { name: i18n.t('runtime.fuel_median'), values: series('fuel_median') },
        { name: i18n.t('runtime.fuel_most'), values: series('fuel_most') },
      ],
      format: number({}),
      formatAxis: number({ notation: 'compact' }),
    }),
  ])
  return { latency, fuel }
}

function everyHour(hours: HealthHour[]): { at: Date; hour: HealthHour | undefined }[] {
  const last = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
  const known = new Map(hours.map((hour) => [hour.hour.getTime(), hour]))
  return Array.from({ length: HOURS }, (_, i) => {
    const at = last - (HOURS - 1 - i) * HOUR_MS
    return { at: new Date(at), hour: known.get(at) }
  })
}

const scaled = (value: Date | number | null | undefined, scale: number): number | null => (typeof value === 'number' ? value / scale : null)

/** The figures over the charts, in words. */
export function healthFigures(
  { runs, failures, p50_us: p50, p95_us: p95, fuel_median: fuel, fuel_share: share }: InstallationHealth,
  i18n: I18n
) {
  const ms = (us: number | null) => (us === null ? '—' : formatNumber(i18n.locale, us / 1_000, MILLISECONDS))
  return {
    runs: formatNumber(i18n.locale, runs),
    failures: formatNumber(i18n.locale, failures),
    hasFailures: failures > 0,
    p50: ms(p50),
    p95: ms(p95),
    fuel: fuel === null ? '—' : formatNumber(i18n.locale, fuel),
    fuelPercent: share === null ? null : Math.min(Math.round(share * 100), 100),
    isNearlyEmpty: (share ?? 0) >= 0.8,
    hasRuns: runs > 0,
  }
}
