import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { PluginHost } from '#runtime/host/plugin_host'
import { countRuns } from '#runtime/queries/count_runs'
import { withTenantNames } from '#runtime/queries/tenant_names'
import { RUN_COLUMNS, outcomeTone, runsTable } from '#runtime/tables/operator/runs_table'
import type { RunRow } from '#runtime/queries/list_runs'
import type { HttpContext } from '@adonisjs/core/http'

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
    const rows = isId(params.id) ? ((await db.from('plugin_runs').where('id', params.id)) as RunRow[]) : []
    if (rows.length === 0) throw new NotFound()
    const [run] = await withTenantNames(rows)
    return view.render('runtime/operator/run', { run, tone: outcomeTone(run!.outcome) })
  }
}
