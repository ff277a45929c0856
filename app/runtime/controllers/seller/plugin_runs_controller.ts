import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { readUsedToday } from '#runtime/quotas/used_today'
import { quotaView } from '#runtime/pages/quota_view'
import { runView } from '#runtime/pages/run_view'
import { findRun } from '#runtime/queries/find_run'
import { RUN_COLUMNS, ownRunsTable } from '#runtime/tables/runs_table'
import type { HttpContext } from '@adonisjs/core/http'

/** A tenant's own runs: what its plugins were asked and how they answered. */
@inject()
export default class PluginRunsController {
  constructor(private readonly quotas: PlanQuotas) {}

  async index(ctx: HttpContext) {
    const tenantId = ctx.access.tenantId!
    const rows = () => db.from('plugin_runs').select(RUN_COLUMNS).where('tenant_id', tenantId)
    const used = await readUsedToday(db, tenantId)
    const quota = quotaView(used, await this.quotas.limitsOf(used.plan), ctx.i18n)
    return ownRunsTable.render(ctx, rows, { view: 'runtime/seller/runs', data: { quota } })
  }

  async show({ access, params, view }: HttpContext) {
    const run = await findRun(params.id as string, access.tenantId)
    return view.render('runtime/run', { run: runView(run, 'seller'), installationUrl: `/seller/plugins/${run.installation_id}` })
  }
}
