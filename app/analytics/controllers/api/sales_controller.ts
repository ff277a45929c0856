import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { SalesReport } from '#analytics/queries/sales_report'
import { SalesScopes } from '#analytics/queries/sales_scope'
import { salesQueryValidator } from '#analytics/validators/sales_query'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class SalesController {
  constructor(
    private report: SalesReport,
    private scopes: SalesScopes
  ) {}

  async show({ access, request }: HttpContext) {
    const isPlatform = access.can('analytics.platform')
    if (!isPlatform && !(access.tenantId && access.can('analytics.own'))) throw new Forbidden()

    const wanted = await salesQueryValidator.validate(request.qs())
    const scope = await this.scopes.resolve(isPlatform ? null : access.tenantId, wanted)
    const [totals, days] = await Promise.all([this.report.totals(scope), this.report.byDay(scope)])
    return {
      data: {
        from: scope.from,
        to: scope.to,
        currency: scope.currency,
        totals: {
          revenue: totals.revenueMinor,
          discount: totals.discountMinor,
          orders: totals.orders,
          buyers: totals.buyers,
          items: totals.items,
          average_order: totals.averageOrderMinor,
        },
        days: days.map(({ day, revenueMinor, orders }) => ({ day, revenue: revenueMinor, orders })),
      },
    }
  }
}
