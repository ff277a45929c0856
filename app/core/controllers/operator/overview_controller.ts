import { inject } from '@adonisjs/core'
import { Health } from '#core/health/health'
import { countBacklog } from '#core/queries/count_backlog'
import { PLATFORM_VERSION } from '#core/version'
import type { HealthDetail } from '#core/health/health_check'
import type { HttpContext } from '@adonisjs/core/http'

/** The operator's first page: how every part is, now. */
@inject()
export default class OverviewController {
  constructor(private readonly health: Health) {}

  async show({ view, i18n }: HttpContext) {
    const [report, backlog] = await Promise.all([this.health.report(), countBacklog()])
    const said = (detail: HealthDetail) => (typeof detail === 'string' ? detail : i18n.t(detail.key, detail.facts))
    const parts = report.components.map((part) => ({ ...part, detail: part.detail.map(said).join(', ') }))
    return view.render('core/operator/overview', { report, parts, backlog, version: PLATFORM_VERSION })
  }
}
