import { formatMoment, formatNumber } from '#core/panels/formats'
import { listDownloadDays } from '#registry/counters/queries/download_days'
import { renderChart } from '#core/charts/render_chart'
import type { I18n } from '@adonisjs/i18n'

const DAYS = 60

/** A plugin's downloads over time, drawn here. One statement. */
export async function statisticsView(pluginId: string, i18n: I18n) {
  const days = await listDownloadDays(pluginId, DAYS)
  const total = (of: 'people' | 'updates' | 'automated' | 'raw') => days.reduce((sum, day) => sum + day[of], 0)
  const series = (['people', 'updates', 'automated'] as const).map((of) => ({
    name: i18n.t(`reviews.downloads_${of}`),
    values: days.map((day) => day[of]),
  }))
  return renderChart({
    kind: 'line',
    title: i18n.t('reviews.downloads_title'),
    description: i18n.t('reviews.downloads_description', {
      days: DAYS,
      people: total('people'),
      updates: total('updates'),
      automated: total('automated'),
      raw: total('raw'),
    }),
    labels: days.map(({ day }) => formatMoment(i18n.locale, day, 'date')),
    series,
    area: true,
    format: (value) => formatNumber(i18n.locale, value),
  })
}
