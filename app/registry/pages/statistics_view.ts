import { formatMoment, formatNumber } from '#core/panels/formats'
import { listDownloadDays, listVersionDownloads } from '#registry/counters/queries/download_days'
import { renderChart } from '#core/charts/render_chart'
import type { I18n } from '@adonisjs/i18n'

/** Days one may look back, the first of them where nobody says. */
export const SPANS = [30, 90, 365] as const

const SHOWN_VERSIONS = 10
const SERIES = ['people', 'updates', 'automated', 'raw'] as const

type Asked = { days: number; i18n: I18n }

/** A plugin's downloads by day and by version, drawn here. Two statements. */
export async function statisticsView(plugin: { id: string; name: string }, asked: Asked) {
  const [days, versions] = await Promise.all([daysChart(plugin.id, asked), versionsChart(plugin.id, asked)])
  const spans = SPANS.map((length) => ({
    label: asked.i18n.t('discovery.days', { count: length }),
    url: `/plugins/${plugin.name}/statistics${length === SPANS[0] ? '' : `?days=${length}`}`,
    isCurrent: length === asked.days,
  }))
  return { days, versions, spans }
}

async function daysChart(pluginId: string, { days: span, i18n }: Asked) {
  const days = await listDownloadDays(pluginId, span)
  const total = (of: (typeof SERIES)[number]) => days.reduce((sum, day) => sum + day[of], 0)
  const totals = { people: total('people'), updates: total('updates'), automated: total('automated'), raw: total('raw') }
  return renderChart({
    kind: 'line',
    title: i18n.t('reviews.downloads_title'),
    description: i18n.t('reviews.downloads_description', { days: span, ...totals }),
    labels: days.map(({ day }) => formatMoment(i18n.locale, day, 'date')),
    series: SERIES.map((of) => ({ name: i18n.t(`reviews.downloads_${of}`), values: days.map((day) => day[of]) })),
    area: true,
    format: (value) => formatNumber(i18n.locale, value),
  })
}

async function versionsChart(pluginId: string, { days, i18n }: Asked) {
  const versions = await listVersionDownloads(pluginId, { days, limit: SHOWN_VERSIONS })
  return renderChart({
    kind: 'bar',
    title: i18n.t('discovery.by_version'),
    description: i18n.t('discovery.by_version_text', { count: versions.length, days }),
    labels: versions.map(({ version }) => version),
    series: [{ name: i18n.t('reviews.downloads_people'), values: versions.map(({ people }) => people) }],
    format: (value) => formatNumber(i18n.locale, value),
  })
}
