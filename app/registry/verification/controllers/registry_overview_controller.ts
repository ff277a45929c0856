import cache from '@adonisjs/cache/services/main'
import { formatMoment, formatNumber } from '#core/panels/formats'
import { readRegistryOverview, type RegistryOverview } from '#registry/verification/queries/registry_overview'
import { renderChart } from '#core/charts/render_chart'
import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'

const DAYS = 30
const SERIES = ['people', 'updates', 'automated'] as const

/** The registry in figures, for the operator. They are counted once in some minutes: the tables behind them are the largest. */
export default class RegistryOverviewController {
  async show({ view, i18n }: HttpContext) {
    const overview = await cache.getOrSet({ key: 'registry.overview', ttl: '5m', factory: () => readRegistryOverview(DAYS) })
    const { totals, top } = overview
    return view.render('registry/verification/overview', { totals, top, chart: await drawDays(overview, i18n) })
  }
}

function drawDays({ days }: RegistryOverview, i18n: I18n) {
  const total = (of: (typeof SERIES)[number]) => days.reduce((sum, day) => sum + day[of], 0)
  return renderChart({
    kind: 'line',
    title: i18n.t('reviews.downloads_title'),
    description: i18n.t('verification.downloads_text', { days: DAYS, people: total('people'), automated: total('automated') }),
    labels: days.map(({ day }) => formatMoment(i18n.locale, day, 'date')),
    series: SERIES.map((of) => ({ name: i18n.t(`reviews.downloads_${of}`), values: days.map((day) => day[of]) })),
    area: true,
    format: (value) => formatNumber(i18n.locale, value),
  })
}
