import { inject } from '@adonisjs/core'
import { SalesDashboard } from '#analytics/dashboard'
import { SalesReport } from '#analytics/queries/sales_report'
import { SalesScopes } from '#analytics/queries/sales_scope'
import { salesQueryValidator } from '#analytics/validators/sales_query'
import { dashboardPage } from '#analytics/dashboard_page'
import { csvLine } from '#core/tables/csv'
import type { HttpContext } from '@adonisjs/core/http'

/** Sales of the whole platform, for its own analysts. */
@inject()
export default class DashboardController {
  constructor(
    private dashboard: SalesDashboard,
    private report: SalesReport,
    private scopes: SalesScopes
  ) {}

  async show({ i18n, request, view }: HttpContext) {
    const scope = await this.scopes.resolve(null, await salesQueryValidator.validate(request.qs()))
    return view.render('analytics/analyst/dashboard', await dashboardPage({ scope, dashboard: await this.dashboard.read(scope), i18n }))
  }

  async export({ request, response }: HttpContext) {
    const scope = await this.scopes.resolve(null, await salesQueryValidator.validate(request.qs()))
    const days = await this.report.byDay(scope)
    const lines = [
      csvLine(['day', 'revenue_minor', 'orders', 'currency']),
      ...days.map((row) => csvLine([row.day, row.revenueMinor, row.orders, scope.currency])),
    ]
    response.header('Content-Type', 'text/csv; charset=utf-8')
    response.header('Content-Disposition', `attachment; filename="sales-${scope.from}-${scope.to}.csv"`)
    return response.send(lines.join(''))
  }
}
