import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { findInstallation } from '#runtime/installations/installation'
import { readHealth } from '#runtime/queries/installation_health'
import { masked } from '#runtime/runs/mask'
import { healthCharts, healthFigures } from '#runtime/pages/health_charts'
import { withTenantNames } from '#runtime/queries/tenant_names'
import { switchOffValidator } from '#runtime/validators/installation_validator'
import { INSTALLATION_COLUMNS, installationsTable, statusOf, type InstallationListRow } from '#runtime/tables/operator/installations_table'
import type { HttpContext } from '@adonisjs/core/http'

/** Every tenant's installations: the operator may look, and switch on and off. */
@inject()
export default class InstallationsController {
  constructor(
    private readonly enable: EnablePlugin,
    private readonly disable: DisablePlugin
  ) {}

  index(ctx: HttpContext) {
    const rows = () => db.from('plugin_installations').select(INSTALLATION_COLUMNS)
    return installationsTable.render(ctx, rows, { view: 'runtime/operator/installations' })
  }

  async show({ params, view, i18n }: HttpContext) {
    const row = await findRow(params.id as string)
    const installation = await findInstallation({ id: row.id, tenantId: row.tenant_id })
    const health = await readHealth(row.id)
    return view.render('runtime/operator/installation', {
      ...{ installation, row, status: statusOf(row) },
      settings: masked(installation.settings, {}),
      health: healthFigures(health, i18n),
      charts: await healthCharts(health, i18n),
    })
  }

  async confirmDisable({ params, view }: HttpContext) {
    return view.render('runtime/operator/switch_off', { row: await findRow(params.id as string) })
  }

  async switchOn({ actor, params, response, session, i18n }: HttpContext) {
    const { id, tenant_id: tenantId, plugin_name: plugin } = await findRow(params.id as string)
    await this.enable.handle({ actor, installation: { id, tenantId } })
    session.flash('success', i18n.t('runtime.switched_on', { plugin }))
    return response.redirect().toRoute('operator.installations.show', { id })
  }

  async switchOff({ actor, params, request, response, session, i18n }: HttpContext) {
    const { id, tenant_id: tenantId, plugin_name: plugin } = await findRow(params.id as string)
    const { reason } = await request.validateUsing(switchOffValidator)
    await this.disable.handle({ actor, installation: { id, tenantId }, reason })
    session.flash('success', i18n.t('runtime.switched_off', { plugin }))
    return response.redirect().toRoute('operator.installations.show', { id })
  }
}

async function findRow(id: string): Promise<InstallationListRow> {
  const rows = isId(id)
    ? ((await db.from('plugin_installations').select(INSTALLATION_COLUMNS).where('id', id)) as InstallationListRow[])
    : []
  const [row] = await withTenantNames(rows)
  if (!row) throw new NotFound()
  return row
}
