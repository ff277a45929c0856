import { renderChart } from '#core/charts/render_chart'
import { listDayFigures, listKindFigures, listModeratorFigures, readQueueNow } from '#moderation/queries/queue_statistics'
import type { HttpContext } from '@adonisjs/core/http'

/** How the queue does: what waits, how fast it is decided and by whom. */
export default class StatisticsController {
  async show({ view, i18n }: HttpContext) {
    const [now, kinds, moderators, days] = await Promise.all([readQueueNow(), listKindFigures(), listModeratorFigures(), listDayFigures()])
    const decided = kinds.reduce((sum, kind) => sum + kind.decided, 0)
    const late = kinds.reduce((sum, kind) => sum + kind.late, 0)
    const chart = await renderChart({
      kind: 'bar',
      title: i18n.t('moderation.stats_days'),
      description: i18n.t('moderation.stats_days_text'),
      labels: days.map(({ day }) => day.slice(5)),
      series: [
        { name: i18n.t('moderation.stats_came'), values: days.map(({ came }) => came) },
        { name: i18n.t('moderation.decided'), values: days.map((day) => day.decided) },
      ],
    })
    return view.render('moderation/moderator/statistics', {
      ...{ now, kinds, moderators, chart, decided },
      intime: decided ? Math.round((100 * (decided - late)) / decided) : null,
      words: (minutes: number | null) =>
        minutes === null ? '—' : i18n.t('moderation.stats_minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
    })
  }
}
