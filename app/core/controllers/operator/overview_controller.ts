import { inject } from '@adonisjs/core'
import { Health } from '#core/health/health'
import { countBacklog } from '#core/queries/count_backlog'
import { PLATFORM_VERSION } from '#core/version'
import type { HttpContext } from '@adonisjs/core/http'

/** The operator's first page: how every part is, now. */
@inject()
export default class OverviewController {
  constructor(private readonly health: Health) {}

  async show({ view }: HttpContext) {
    const [report, backlog] = await Promise.all([this.health.report(), countBacklog()])
    return view.render('core/operator/overview', { report, backlog, version: PLATFORM_VERSION })
  }
}
