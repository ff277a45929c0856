import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { SalesDashboard } from '#analytics/dashboard'
import { SalesScopes } from '#analytics/queries/sales_scope'
import { salesQueryValidator } from '#analytics/validators/sales_query'
import { dashboardPage } from '#analytics/dashboard_page'
import type { HttpContext } from '@adonisjs/core/http'

/** A company's own sales; the tenant comes from the session and from nowhere else. */
@inject()
export default class DashboardController {
  constructor(
    private dashboard: SalesDashboard,
    private scopes: SalesScopes
  ) {}

  async show({ access, i18n, request, view }: HttpContext) {
    if (!access.tenantId) throw new NotFound()
    const scope = await this.scopes.resolve(access.tenantId, await salesQueryValidator.validate(request.qs()))
    return view.render('analytics/seller/dashboard', await dashboardPage({ scope, dashboard: await this.dashboard.read(scope), i18n }))
  }
}
