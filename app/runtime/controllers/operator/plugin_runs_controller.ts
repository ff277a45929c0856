import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { PluginHost } from '#runtime/host/plugin_host'
import { runView } from '#runtime/pages/run_view'
import { countRuns } from '#runtime/queries/count_runs'
import { findRun } from '#runtime/queries/find_run'
import { withTenantNames } from '#runtime/queries/tenant_names'
import { RUN_COLUMNS, runsTable } from '#runtime/tables/runs_table'
import type { HttpContext } from '@adonisjs/core/http'

/** Every owner's runs. */
@inject()
export default class PluginRunsController {
  constructor(private readonly host: PluginHost) {}

  async index(ctx: HttpContext) {
    const rows = () => db.from('plugin_runs').select(RUN_COLUMNS)
    return runsTable.render(ctx, rows, {
      view: 'runtime/operator/runs',
      data: { day: await countRuns(), host: this.host.metrics },
    })
  }

  async show({ params, view }: HttpContext) {
    const [run] = await withTenantNames([await findRun(params.id as string)])
    return view.render('runtime/run', {
      run: runView(run!, 'operator'),
      installationUrl: `/operator/installations/${run!.installation_id}`,
    })
  }
}
